import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAgo } from '../time/format.js';
import { useNow } from '../time/use-now.js';
import { Icon } from '../ui/icon.js';

interface StatusLineProps {
  readonly hubs: number;
  readonly free: number;
  readonly updatedAt: number;
  readonly live: boolean;
}

/** The counts are announced when they change; their age is not, or it would be read out every second. */
export function StatusLine({ hubs, free, updatedAt, live }: StatusLineProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="status-line">
      <span role="status" data-testid="counts">
        {t('find.hubs', { count: hubs })}, {t('find.seats', { count: free })}
      </span>
      <span aria-hidden="true"> · </span>
      <Age updatedAt={updatedAt} />
      {live ? null : (
        <p className="notice notice-warning">
          <Icon name="warning-circle" /> {t('find.stale')}
        </p>
      )}
    </div>
  );
}

function Age({ updatedAt }: { readonly updatedAt: number }): JSX.Element {
  const { t } = useTranslation();
  return <span>{t('find.updated', { ago: formatAgo(useNow() - updatedAt, t) })}</span>;
}
