import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { Metro } from '#libs/contracts';
import { coverageQuery, metrosQuery } from '../api/queries.js';
import { Refused } from '../pages/refused.js';
import { nextSensibleSpan, toInstants } from '../time/local-span.js';
import { SpanEditor } from '../time/span-editor.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { CoverageMap } from './coverage-map.js';
import type { CoverageSearch } from './coverage-search.js';
import { CoverageTables } from './coverage-tables.js';
import { Headline } from './headline.js';
import { MetroSelect } from '../ui/metro-select.js';
import { MinutesSlider } from './minutes-slider.js';
import './coverage.css';

const DEFAULT_MINUTES = 15;
const SETTLE_MS = 350;

export function CoveragePage(): JSX.Element {
  const search = useSearch({ from: '/copertura' });
  const { data } = useSuspenseQuery(metrosQuery);
  const metro = data.items.find(({ slug }) => slug === search.metro) ?? data.items[0];
  if (metro === undefined) throw new Error('No metro has been imported');
  return <MetroCoverage key={metro.slug} metro={metro} metros={data.items} search={search} />;
}

interface MetroCoverageProps {
  readonly metro: Metro;
  readonly metros: readonly Metro[];
  readonly search: CoverageSearch;
}

function MetroCoverage({ metro, metros, search }: MetroCoverageProps): JSX.Element {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/copertura' });
  const set = (change: CoverageSearch): void =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });

  const [minutes, setMinutes] = useState(search.minutes ?? DEFAULT_MINUTES);
  const settled = useSettled(minutes, SETTLE_MS);
  const { day, from, to } = search;
  const fallback = useMemo(() => nextSensibleSpan(Temporal.Now.instant(), metro.timeZone), [metro.timeZone]);
  const local = day !== undefined && from !== undefined && to !== undefined ? { day, from, to } : fallback;
  const instants = toInstants(local, metro.timeZone);
  const fault = typeof instants === 'string' ? instants : null;
  const span = typeof instants === 'string' ? { from: '', to: '' } : instants;
  const query = useQuery({ ...coverageQuery(metro.slug, settled, span), enabled: fault === null });
  const shown = useDeferredValue(minutes);

  if (query.error !== null && query.data === undefined) {
    return <Refused title={t('coverage.title')} error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <Page title={t('coverage.title')} lead={t('coverage.lead')} wide>
      <div className="coverage-controls">
        <MetroSelect metros={metros} metro={metro} onChange={(slug) => set({ metro: slug })} />
        <SpanEditor span={local} timeZone={metro.timeZone} fault={fault} onChange={set} />
        <MinutesSlider minutes={minutes} onChange={setMinutes} onSettle={() => set({ minutes })} />
      </div>
      {query.data === undefined ? (
        <Loading lines={6} />
      ) : (
        <div aria-busy={query.isFetching}>
          <Headline coverage={query.data} minutes={shown} />
          <CoverageMap metro={metro} coverage={query.data} minutes={shown} />
          <CoverageTables coverage={query.data} />
        </div>
      )}
    </Page>
  );
}

/** The value once it has stood still for a while. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
