import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubHit, SearchResult } from '#libs/contracts';
import { hasStatus } from '../api/client.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { NothingFound } from './nothing-found.js';
import { HubCard } from './hub-card.js';
import { StatusLine } from './status-line.js';
import type { Find } from './use-find.js';

interface ResultsProps {
  readonly find: Find;
  readonly results: UseQueryResult<SearchResult>;
  readonly hubs: readonly HubHit[];
  readonly selected: HubHit | null;
  readonly live: boolean;
}

export function Results({ find, results, hubs, selected, live }: ResultsProps): JSX.Element | null {
  const { t } = useTranslation();
  const { data, error, isPending } = results;
  if (find.span === null) return null;
  if (hasStatus(error, 422)) return <OffMap find={find} />;
  if (error !== null) {
    return <ProblemAlert title={t('find.failed')} error={error} onRetry={() => void results.refetch()} />;
  }
  if (isPending || data === undefined) return <Loading lines={4} />;
  const free = hubs.reduce((sum, hub) => sum + hub.free, 0);
  return (
    <section aria-label={t('find.results')} aria-busy={results.isPlaceholderData} className="results">
      <StatusLine hubs={hubs.length} free={free} updatedAt={results.dataUpdatedAt} live={live} />
      {free === 0 ? <NothingFound find={find} result={data} filtered={data.hubs.length > hubs.length} /> : null}
      <ul className="cards">
        {hubs.map((hub) => (
          <li key={hub.id}>
            <HubCard find={find} hub={hub} open={hub.id === selected?.id} span={find.span!} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OffMap({ find }: { readonly find: Find }): JSX.Element {
  const { t } = useTranslation();
  return (
    <ProblemAlert title={t('find.offMap')}>
      <p>{t('find.offMapWhy')}</p>
      <button type="button" className="btn btn-primary" onClick={() => find.ask({ lat: undefined, lon: undefined })}>
        {t('find.backToCentre')}
      </button>
    </ProblemAlert>
  );
}
