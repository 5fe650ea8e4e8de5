import { useCallback, useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hub } from '#libs/contracts';
import { useNow } from '../time/use-now.js';
import { useNarrow } from '../ui/use-narrow.js';
import { AgendaBoard } from './agenda-board.js';
import { AgendaFilters } from './agenda-filters.js';
import { AgendaList } from './agenda-list.js';
import type { Grid } from './agenda-page.js';
import type { AgendaSearch } from './agenda-search.js';
import { AgendaTable } from './agenda-table.js';
import { findClaim, groupsOf, partsOf, stretchOf, withMove, type AgendaRow } from './agenda-view.js';
import { ClaimDialog } from './claim-dialog.js';
import { LookLegend } from './claim-look.js';
import { dayAxis } from './day-axis.js';
import { RefusalNote } from './refusal-note.js';
import { useAgendaActions } from './use-agenda-actions.js';

interface DayAgendaProps {
  readonly hub: Hub;
  readonly day: string;
  readonly rows: readonly AgendaRow[];
  readonly gridOf: (kind: AgendaRow['kind']) => Grid;
  readonly search: AgendaSearch;
  readonly show: (change: AgendaSearch) => void;
}

export function DayAgenda({ hub, day, rows, gridOf, search, show }: DayAgendaProps): JSX.Element {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const narrow = useNarrow();
  const actions = useAgendaActions(hub.id, hub.timeZone, rows);
  const { move, refusal } = actions;
  const asked = move.isPending ? move.variables : undefined;
  const seen = useMemo(() => (asked === undefined ? rows : withMove(rows, asked.move)), [rows, asked]);
  const groups = useMemo(
    () => groupsOf({ bookables: [...seen] }, search.kind, search.space),
    [seen, search.kind, search.space],
  );
  const axis = useMemo(
    () =>
      dayAxis(
        day,
        hub.timeZone,
        hub.openingWindows,
        // A closure of the whole day is seen in the hours that are shown anyway.
        rows.flatMap(({ claims }) => claims.filter(({ kind }) => kind !== 'block').map(stretchOf)),
      ),
    [day, hub, rows],
  );
  const found = findClaim(rows, search.claim);
  const open = useCallback((claim: string) => show({ claim }), [show]);
  const close = (): void => {
    actions.forget();
    show({ claim: undefined });
  };
  const bookings = new Set(rows.flatMap(({ claims }) => claims.flatMap(({ bookingId }) => bookingId ?? [])));
  if (rows.length === 0) return <p className="notice">{t('agenda.none')}</p>;
  return (
    <>
      <AgendaFilters rows={rows} search={search} show={show} />
      <p className="field-hint" role="status">
        {t('agenda.count', { count: bookings.size })}
      </p>
      {refusal === null || found !== undefined ? null : (
        <RefusalNote
          hubId={hub.id}
          title={t('agenda.refused', actions.words(refusal.move))}
          problem={refusal.problem}
          onPick={({ bookableId }) =>
            move.mutate({
              claim: refusal.claim,
              move: { ...refusal.move, toBookable: bookableId },
              bundle: partsOf(rows, refusal.claim) > 1,
            })
          }
          onClose={actions.forget}
        />
      )}
      {narrow ? (
        <AgendaList groups={groups} day={axis.day} timeZone={hub.timeZone} onOpen={open} />
      ) : (
        <>
          <AgendaBoard
            label={t('agenda.board')}
            groups={groups}
            axis={axis}
            timeZone={hub.timeZone}
            now={now}
            stepOf={(kind) => gridOf(kind).step}
            moving={asked?.claim.id ?? null}
            refused={refusal?.claim.id ?? null}
            onOpen={open}
            onMove={(claim, wanted) => move.mutate({ claim, move: wanted, bundle: partsOf(rows, claim) > 1 })}
          />
          <LookLegend />
          <p className="field-hint">{t('agenda.keys')}</p>
          <AgendaTable groups={groups} day={axis.day} timeZone={hub.timeZone} onOpen={open} />
        </>
      )}
      {found === undefined ? null : (
        <ClaimDialog
          key={found.claim.id}
          hubId={hub.id}
          found={found}
          rows={rows}
          day={axis.day}
          timeZone={hub.timeZone}
          grid={gridOf(found.row.kind).minutes}
          actions={actions}
          onClose={close}
        />
      )}
    </>
  );
}
