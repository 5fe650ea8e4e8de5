import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/client.js';
import { showToast } from './toast-store.js';

/** Says that it did not work, and why as far as the API says it. */
export function useFailedToast(): (error: unknown) => void {
  const { t } = useTranslation();
  return (error) => {
    const detail = error instanceof ProblemError ? (error.problem.detail ?? error.problem.title) : undefined;
    showToast({ kind: 'danger', text: t('form.failedToast'), ...(detail === undefined ? {} : { detail }) });
  };
}
