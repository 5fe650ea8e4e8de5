import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { Agenda, Hub } from '#libs/contracts';
import { agendaQuery, hubRulesQuery } from '../api/manage.js';
import { hubQuery } from '../api/queries.js';
import { useHubStream } from '../api/use-hub-stream.js';
import { ManagePage } from '../manage/manage-page.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { useLeaving } from '../ui/undoable.js';
import type { AgendaSearch } from './agenda-search.js';
import { instantOf, type AgendaRow } from './agenda-view.js';
import { DayAgenda } from './day-agenda.js';
import { dayStretch } from './day-axis.js';
import { DayBar } from './day-bar.js';
import './agenda.css';

const SETTLE_MS = 1_000;
const MINUTE = 60_000;

export function AgendaPage(): JSX.Element {
  const { t } = useTranslation();
  return (
    <ManagePage part="agenda" title={t('agenda.title')}>
      {(hubId) => <HubAgenda key={hubId} hubId={hubId} />}
    </ManagePage>
  );
}

function HubAgenda({ hubId }: { readonly hubId: string }): JSX.Element {
  const { t } = useTranslation();
  const { data: hub, error, refetch } = useQuery(hubQuery(hubId));
  if (error !== null) return <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />;
  return hub === undefined ? <Loading lines={6} /> : <OneDay hub={hub} />;
}

function OneDay({ hub }: { readonly hub: Hub }): JSX.Element {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/gestione/$hubId/agenda' });
  const search = useSearch({ from: '/gestione/$hubId/agenda' });
  const today = Temporal.Now.plainDateISO(hub.timeZone).toString();
  const day = search.day ?? today;
  const { from, to } = dayStretch(day, hub.timeZone);
  const query = useQuery(agendaQuery(hub.id, { from: instantOf(from), to: instantOf(to) }));
  const live = useAgendaStream(hub.id);
  const rows = useShownRows(query.data);
  const gridOf = useGrids(hub.id, query.data);
  const show = useCallback(
    (change: AgendaSearch): void =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <>
      <DayBar
        day={day}
        today={today}
        onDay={(next) => show({ day: next === today ? undefined : next, claim: undefined })}
      />
      {live && query.error === null ? null : (
        <p className="notice notice-warning" role="status">
          <Icon name="warning-circle" /> {t('live.stale')}
        </p>
      )}
      {query.error !== null && query.data === undefined ? (
        <ProblemAlert title={t('page.error')} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Loading lines={8} /> : null}
      {query.data === undefined ? null : (
        <DayAgenda key={day} hub={hub} day={day} rows={rows} gridOf={gridOf} search={search} show={show} />
      )}
    </>
  );
}

/** Asks anew soon after anything of the hub was booked, moved or given back. */
function useAgendaStream(hubId: string): boolean {
  const queries = useQueryClient();
  const settling = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  return useHubStream([hubId], (events) => {
    if (!events.some(({ name }) => name === 'claim' || name === 'reset')) return;
    settling.current ??= setTimeout(() => {
      settling.current = undefined;
      void queries.invalidateQueries({ queryKey: ['agenda', hubId] });
    }, SETTLE_MS);
  });
}

/** All but what is being cancelled. */
function useShownRows(agenda: Agenda | undefined): readonly AgendaRow[] {
  const leaving = useLeaving();
  return useMemo(() => {
    const rows = agenda?.bookables ?? [];
    if (leaving.size === 0) return rows;
    return rows.map((row) => ({
      ...row,
      claims: row.claims.filter(({ bookingId }) => bookingId === null || !leaving.has(bookingId)),
    }));
  }, [agenda, leaving]);
}

export interface Grid {
  readonly minutes: number;
  /** of what is booked by half or whole days only the desk is changed by hand */
  readonly step: number;
}
const QUARTER: Grid = { minutes: 15, step: 15 * MINUTE };

/** How finely the hub books each kind of thing. */
function useGrids(hubId: string, agenda: Agenda | undefined): (kind: AgendaRow['kind']) => Grid {
  const kinds = [...new Set(agenda?.bookables.map(({ kind }) => kind))];
  const rules = useQueries({ queries: kinds.map((kind) => hubRulesQuery(hubId, kind, { as: 'everybody' })) });
  return (kind) => {
    const found = rules[kinds.indexOf(kind)]?.data?.rules;
    if (found === undefined) return QUARTER;
    const byQuarters = found.granularity === 'quarters';
    return { minutes: found.gridMinutes, step: byQuarters ? found.gridMinutes * MINUTE : 0 };
  };
}
