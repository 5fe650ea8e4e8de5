import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { hasStatus } from '../api/client.js';
import type { HubEvent } from '../api/hub-stream.js';
import { useHubStream } from '../api/use-hub-stream.js';
import { usePageTitle, PageHeading } from '../ui/page.js';
import { FindMap } from './find-map.js';
import { neededBy } from './find-search.js';
import { NeedFilter } from './need-filter.js';
import { OriginField } from './origin-field.js';
import { Results } from './results.js';
import { SpanField } from './span-field.js';
import { useFind, useResults } from './use-find.js';
import { WithinField } from './within-field.js';
import './find.css';

const DeskPicker = lazy(async () => ({ default: (await import('./desk-picker.js')).DeskPicker }));
const REFRESH_AT_MOST_EVERY_MS = 400;
/** The stream tells of no more hubs at once; the nearest come first, the rest are asked for every minute. */
const MOST_WATCHED = 50;

export function FindPage(): JSX.Element {
  const { t } = useTranslation();
  usePageTitle(t('nav.find'));
  const find = useFind();
  const results = useResults(find);
  const needs = neededBy(find.search);
  const hubs = useMemo(
    () => (results.data?.hubs ?? []).filter(({ amenities }) => needs.every((need) => amenities.includes(need))),
    [results.data, find.search.needs],
  );
  const refused = results.isError;
  const selected = refused ? null : (hubs.find(({ id }) => id === find.search.hub) ?? hubs[0] ?? null);
  const watched = [...hubs, ...(results.data?.nearestBeyond ? [results.data.nearestBeyond] : [])];
  const live = useHubStream(
    watched.slice(0, MOST_WATCHED).map(({ id }) => id),
    useRefreshOnClaim(),
  );

  return (
    <div className="find">
      <section className="find-map" aria-label={t('find.mapLabel')}>
        <FindMap find={find} hubs={refused ? [] : hubs} selected={selected} offMap={hasStatus(results.error, 422)} />
      </section>
      <div className="find-panel">
        <PageHeading>{t('find.title')}</PageHeading>
        <OriginField find={find} />
        <div className="find-row">
          <SpanField find={find} />
          <WithinField find={find} />
        </div>
        <NeedFilter find={find} />
        <Results find={find} results={results} hubs={hubs} selected={selected} live={live} />
      </div>
      {find.search.plan === 1 && selected !== null && find.span !== null ? (
        <Suspense fallback={null}>
          <DeskPicker find={find} hub={selected} span={find.span} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** A claim anywhere in view changes counts: ask again, at once and then not too often. */
function useRefreshOnClaim(): (events: readonly HubEvent[]) => void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  return (events) => {
    if (timer.current !== undefined || !events.some(({ name }) => name === 'claim' || name === 'reset')) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ['search'] });
      void queries.invalidateQueries({ queryKey: ['availability'] });
    }, REFRESH_AT_MOST_EVERY_MS);
  };
}
