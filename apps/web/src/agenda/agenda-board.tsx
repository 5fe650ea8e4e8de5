import { useMemo, useRef, useState, type CSSProperties, type JSX, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { nearestInDirection, type Direction, type PlanPoint } from '../plan/plan-geometry.js';
import { formatTime } from '../time/format.js';
import {
  instantOf,
  isFree,
  stretchOf,
  type AgendaClaim,
  type AgendaRow,
  type Move,
  type RowGroup,
} from './agenda-view.js';
import { BoardRow, placeOn } from './board-row.js';
import { shareOf, type DayAxis } from './day-axis.js';
import { useBoardDrag, type Drag } from './use-board-drag.js';

interface AgendaBoardProps {
  readonly label: string;
  readonly groups: readonly RowGroup[];
  readonly axis: DayAxis;
  readonly timeZone: string;
  readonly now: number;
  readonly stepOf: (kind: AgendaRow['kind']) => number;
  /** the claim whose move is on its way */
  readonly moving: string | null;
  readonly refused: string | null;
  readonly onOpen: (claimId: string) => void;
  readonly onMove: (claim: AgendaClaim, move: Move) => void;
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const HOUR = 3_600_000;

const shifted = ({ claim, shift }: Drag): AgendaClaim => {
  const { from, to } = stretchOf(claim);
  return { ...claim, from: instantOf(from + shift), to: instantOf(to + shift) };
};

/** Desks down, time across. One stop for the Tab key; arrows go from block to block, Enter opens one. */
export function AgendaBoard(props: AgendaBoardProps): JSX.Element {
  const { label, groups, axis, timeZone, now, stepOf, moving, refused, onOpen, onMove } = props;
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const [focused, setFocused] = useState<string | null>(null);
  const claims = useMemo(() => pointsOf(rows), [rows]);
  const tabStop = claims.find(({ id }) => id === focused)?.id ?? claims[0]?.id ?? null;

  const { drag, grab } = useBoardDrag({
    frame,
    axis,
    rows,
    stepOf,
    onDrop: (dropped) => {
      const { claim, row, toRow } = dropped;
      const { from, to } = shifted(dropped);
      if (claim.bookingId === null) return;
      onMove(claim, { bookingId: claim.bookingId, fromBookable: row.id, toBookable: toRow, from, to });
    },
  });

  const walk = (event: KeyboardEvent): void => {
    const direction = arrows[event.key];
    const at = claims.findIndex(({ id }) => id === tabStop);
    if (direction === undefined || at < 0) return;
    event.preventDefault();
    const points = claims.map(({ point }) => point);
    const next = claims[nearestInDirection(points, at, direction) ?? at]!;
    frame.current?.querySelector<HTMLElement>(`[data-claim="${next.id}"]`)?.focus();
  };

  const hours = { '--hours': (axis.to - axis.from) / HOUR } as CSSProperties;
  const ghost = drag === null ? null : shifted(drag);
  const lifted = drag?.claim.id ?? moving;
  return (
    <div
      ref={frame}
      className="agenda-frame"
      role="region"
      aria-label={label}
      tabIndex={0}
      data-dragging={drag === null ? undefined : ''}
      style={hours}
    >
      <div className="agenda-board" onKeyDown={walk}>
        <div className="agenda-times" aria-hidden="true">
          <div className="agenda-label" />
          <div className="agenda-track">
            {axis.ticks.map(({ at, label: text }) => (
              <span key={at} style={{ left: `${shareOf(axis, at) * 100}%` }}>
                {text}
              </span>
            ))}
          </div>
        </div>
        <div className="agenda-field" aria-hidden="true">
          {axis.closed.map((stretch) => (
            <div key={stretch.from} className="agenda-closed" style={placeOn(axis, stretch)} />
          ))}
        </div>
        {groups.map(({ spaceId, spaceName, rows: of }) => (
          <section key={spaceId} aria-label={spaceName}>
            <p className="agenda-space">
              <span>{spaceName}</span>
            </p>
            {of.map((row) => (
              <BoardRow
                key={row.id}
                row={row}
                axis={axis}
                timeZone={timeZone}
                tabStop={idIn(row, tabStop)}
                lifted={idIn(row, lifted)}
                refused={idIn(row, refused)}
                ghost={drag?.toRow === row.id ? ghost : null}
                ghostFits={ghost === null || drag?.toRow !== row.id || isFree(row, stretchOf(ghost), ghost.bookingId)}
                onOpen={onOpen}
                onFocus={setFocused}
                onGrab={grab}
              />
            ))}
          </section>
        ))}
        {now > axis.from && now < axis.to ? (
          <div className="agenda-field agenda-front" aria-hidden="true">
            <div className="agenda-now" style={{ left: `${shareOf(axis, now) * 100}%` }} />
          </div>
        ) : null}
      </div>
      <p className="visually-hidden" role="status">
        {drag === null || ghost === null
          ? ''
          : t('agenda.dragging', {
              desk: rows.find(({ id }) => id === drag.toRow)?.label ?? '',
              from: formatTime(ghost.from, timeZone),
              to: formatTime(ghost.to, timeZone),
            })}
      </p>
    </div>
  );
}

const idIn = ({ claims }: AgendaRow, id: string | null): string | null =>
  id !== null && claims.some((claim) => claim.id === id) ? id : null;

/** Where the blocks are, hours across and rows up, for the arrow keys. */
const pointsOf = (rows: readonly AgendaRow[]): readonly { readonly id: string; readonly point: PlanPoint }[] =>
  rows.flatMap(({ claims }, n) =>
    claims.map((claim) => {
      const { from, to } = stretchOf(claim);
      return { id: claim.id, point: [(from + to) / 2 / HOUR, -n] as const };
    }),
  );
