import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaRow, RowGroup } from './agenda-view.js';
import { LookSign, lookOf, stateText, timeText } from './claim-look.js';
import type { Stretch } from './day-axis.js';

export interface AgendaListProps {
  readonly groups: readonly RowGroup[];
  readonly day: Stretch;
  readonly timeZone: string;
  readonly onOpen: (claimId: string) => void;
}

/** The board for a narrow window: desk by desk, with the same actions. */
export function AgendaList(props: AgendaListProps): JSX.Element {
  return (
    <>
      {props.groups.map((group) => (
        <section key={group.spaceId} className="agenda-list">
          <h3>{group.spaceName}</h3>
          {group.rows
            .filter(({ claims }) => claims.length > 0)
            .map((row) => (
              <OneDesk key={row.id} {...props} row={row} />
            ))}
          <FreeDesks rows={group.rows.filter(({ claims }) => claims.length === 0)} />
        </section>
      ))}
    </>
  );
}

function OneDesk({ row, day, timeZone, onOpen }: AgendaListProps & { readonly row: AgendaRow }): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="agenda-desk">
      <h4>{row.label}</h4>
      <ul>
        {row.claims.map((claim) => (
          <li key={claim.id}>
            <button type="button" data-claim={claim.id} onClick={() => onOpen(claim.id)}>
              <LookSign look={lookOf(claim)} />
              <strong>{timeText(claim, timeZone, day)}</strong>
              <span>{stateText(claim, t)}</span>
              <span className="visually-hidden">{t('agenda.open', { desk: row.label })}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FreeDesks({ rows }: { readonly rows: readonly AgendaRow[] }): JSX.Element | null {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return <p className="agenda-free">{t('agenda.freeAllDay', { desks: rows.map(({ label }) => label).join(', ') })}</p>;
}
