import { memo, type CSSProperties, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaClaim, AgendaRow } from './agenda-view.js';
import { isMovable, stretchOf } from './agenda-view.js';
import { lookOf, stateText, timeText } from './claim-look.js';
import { shareOf, type DayAxis, type Stretch } from './day-axis.js';
import type { Grab } from './use-board-drag.js';

interface BoardRowProps {
  readonly row: AgendaRow;
  readonly axis: DayAxis;
  readonly timeZone: string;
  /** the claim on which the Tab key stops, if it is in this row */
  readonly tabStop: string | null;
  /** the claim that is being dragged, or whose move is on its way, if it is in this row */
  readonly lifted: string | null;
  readonly refused: string | null;
  /** where a dragged block would go in this row */
  readonly ghost: AgendaClaim | null;
  readonly ghostFits: boolean;
  readonly onOpen: (claimId: string) => void;
  readonly onFocus: (claimId: string) => void;
  readonly onGrab: Grab;
}

const percent = (share: number): string => `${Math.round(share * 1e5) / 1e3}%`;

/** Where a stretch lies on the axis. */
export function placeOn(axis: DayAxis, stretch: Stretch): CSSProperties {
  const from = shareOf(axis, stretch.from);
  return { left: percent(from), width: percent(shareOf(axis, stretch.to) - from) };
}

/** One desk and what holds it. Memoised: a change of one row draws that row alone. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps): JSX.Element {
  const { row, axis, timeZone, ghost, ghostFits } = props;
  const { t } = useTranslation();
  return (
    <div
      className="agenda-row"
      data-row={row.id}
      role="group"
      aria-label={t('agenda.rowLabel', { desk: row.label, space: row.spaceName })}
    >
      <div className="agenda-label">{row.label}</div>
      <div className="agenda-track">
        {row.claims.map((claim) => (
          <Block key={claim.id} {...props} claim={claim} />
        ))}
        {ghost === null ? null : (
          <div
            className={ghostFits ? 'claim claim-ghost' : 'claim claim-ghost claim-ghost-taken'}
            style={placeOn(axis, stretchOf(ghost))}
            aria-hidden="true"
          >
            <strong>{timeText(ghost, timeZone, axis.day)}</strong>
            <span>{ghostFits ? row.label : t('agenda.overlaps', { desk: row.label })}</span>
          </div>
        )}
      </div>
    </div>
  );
});

function Block(props: BoardRowProps & { readonly claim: AgendaClaim }): JSX.Element {
  const { row, claim, axis, timeZone, tabStop, lifted, refused, onOpen, onFocus, onGrab } = props;
  const { t } = useTranslation();
  const time = timeText(claim, timeZone, axis.day);
  const state = stateText(claim, t);
  const movable = isMovable(claim, Date.now());
  return (
    <button
      type="button"
      className="claim"
      data-claim={claim.id}
      data-look={lookOf(claim)}
      data-movable={movable ? '' : undefined}
      data-lifted={lifted === claim.id ? '' : undefined}
      data-refused={refused === claim.id ? '' : undefined}
      tabIndex={tabStop === claim.id ? 0 : -1}
      style={placeOn(axis, stretchOf(claim))}
      aria-label={t('agenda.claimName', { desk: row.label, time, state })}
      title={`${time}, ${state}`}
      onClick={() => onOpen(claim.id)}
      onFocus={() => onFocus(claim.id)}
      onPointerDown={movable ? (event) => onGrab(event, row, claim) : undefined}
    >
      <strong>{time}</strong>
      <span>{state}</span>
    </button>
  );
}
