import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveHub } from '#libs/contracts';
import { Swatch } from '../plan/plan-legend.js';
import { formatTime } from '../time/format.js';
import { useClaimText } from './desk-detail.js';

interface LiveTableProps {
  readonly live: LiveHub;
  readonly timeZone: string;
}

/** The plan's twin. */
export function LiveTable({ live, timeZone }: LiveTableProps): JSX.Element {
  const { t } = useTranslation();
  const claimText = useClaimText(timeZone);
  const desks = live.desks.toSorted((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
  return (
    <details className="twin">
      <summary>{t('live.table')}</summary>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('live.table')}>
        <table className="table app-table">
          <thead>
            <tr>
              <th scope="col">{t('live.desk')}</th>
              <th scope="col">{t('live.state')}</th>
              <th scope="col">{t('live.claim')}</th>
              <th scope="col">{t('live.presence')}</th>
              <th scope="col">{t('live.since')}</th>
            </tr>
          </thead>
          <tbody>
            {desks.map((desk) => (
              <tr key={desk.bookableId} data-verdict={desk.verdict}>
                <th scope="row">{desk.label}</th>
                <td>
                  <Swatch state={desk.verdict} /> {t(`verdict.${desk.verdict}`)}
                </td>
                <td>{claimText(desk)}</td>
                <td>{t(`presence.${desk.presence}`)}</td>
                <td>{desk.since === null ? '–' : formatTime(desk.since, timeZone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
