import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/client.js';
import { Icon } from './icon.js';

interface ProblemAlertProps {
  readonly title: string;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** What went wrong, in the words of the API where it gave some, and the one thing to do about it. */
export function ProblemAlert({ title, error, onRetry, children }: ProblemAlertProps): JSX.Element {
  const { t } = useTranslation();
  const problem = error instanceof ProblemError ? error.problem : null;
  const detail = problem === null || problem.status === 0 ? t('page.offline') : (problem.detail ?? problem.title);
  return (
    <div className="notice notice-danger" role="alert">
      <p className="notice-title">
        <Icon name="error" /> {title}
      </p>
      {error === undefined ? null : <p>{detail}</p>}
      {problem?.errorId === undefined ? null : <p>{t('app.errorId', { id: problem.errorId })}</p>}
      {children}
      {problem?.signIn === undefined ? null : (
        <a className="btn btn-primary" href={problem.signIn}>
          {t('session.signInAgain')}
        </a>
      )}
      {onRetry === undefined ? null : (
        <button type="button" className="btn btn-outline-primary" onClick={onRetry}>
          {t('app.retry')}
        </button>
      )}
    </div>
  );
}
