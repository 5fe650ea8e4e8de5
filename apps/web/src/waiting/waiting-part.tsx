import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../ui/problem-alert.js';
import { useLeaving } from '../ui/undoable.js';
import { WaitingCard } from './waiting-card.js';
import { myWaitingQuery } from './waiting-api.js';

/** What the person waits for, above what they have; nothing where they wait for nothing. */
export function WaitingPart(): JSX.Element | null {
  const { t } = useTranslation();
  const leaving = useLeaving();
  const { data, error, refetch } = useQuery(myWaitingQuery);
  const open = (data?.items ?? [])
    .filter(({ id, status }) => (status === 'waiting' || status === 'offered') && !leaving.has(id))
    .toSorted(
      (a, b) => Number(b.status === 'offered') - Number(a.status === 'offered') || a.from.localeCompare(b.from),
    );
  if (error !== null && data === undefined)
    return <ProblemAlert title={t('waiting.failed')} error={error} onRetry={() => void refetch()} />;
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">{t('waiting.title')}</h2>
      <ul className="booking-list">
        {open.map((entry) => (
          <li key={entry.id}>
            <WaitingCard entry={entry} />
          </li>
        ))}
      </ul>
      <h2>{t('bookings.upcoming')}</h2>
    </section>
  );
}
