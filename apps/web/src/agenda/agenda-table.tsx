import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaListProps } from './agenda-list.js';
import { LookSign, lookOf, stateText, timeText } from './claim-look.js';

/** The board's twin, drawn only once it is opened. */
export function AgendaTable(props: AgendaListProps): JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details className="twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('agenda.table')}</summary>
      {open ? <Table {...props} /> : null}
    </details>
  );
}

function Table({ groups, day, timeZone, onOpen }: AgendaListProps): JSX.Element {
  const { t } = useTranslation();
  const rows = groups.flatMap((group) => group.rows);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('agenda.table')}>
      <table className="table app-table">
        <thead>
          <tr>
            <th scope="col">{t('agenda.desk')}</th>
            <th scope="col">{t('agenda.space')}</th>
            <th scope="col">{t('agenda.time')}</th>
            <th scope="col">{t('agenda.state')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('agenda.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) =>
            row.claims.length === 0
              ? [
                  <tr key={row.id}>
                    <th scope="row">{row.label}</th>
                    <td>{row.spaceName}</td>
                    <td>–</td>
                    <td>{t('agenda.free')}</td>
                    <td />
                  </tr>,
                ]
              : row.claims.map((claim) => (
                  <tr key={claim.id}>
                    <th scope="row">{row.label}</th>
                    <td>{row.spaceName}</td>
                    <td>{timeText(claim, timeZone, day)}</td>
                    <td>
                      <LookSign look={lookOf(claim)} /> {stateText(claim, t)}
                    </td>
                    <td>
                      <button type="button" className="btn-plain" onClick={() => onOpen(claim.id)}>
                        {t('agenda.manage')}
                        <span className="visually-hidden"> {t('agenda.open', { desk: row.label })}</span>
                      </button>
                    </td>
                  </tr>
                )),
          )}
        </tbody>
      </table>
    </div>
  );
}
