import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

export function Loading({ lines = 3 }: { readonly lines?: number }): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{t('app.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="loading-line" aria-hidden="true" />
      ))}
    </div>
  );
}
