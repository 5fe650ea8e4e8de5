import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatCount } from '../time/format.js';

export function Report({ report }: { readonly report: ImportReport }): JSX.Element {
  const { t } = useTranslation();
  const counts = [
    ['rows', report.rows],
    ['created', report.created],
    ['changed', report.changed],
    ['unchanged', report.unchanged],
    ['refused', report.refused.length],
  ] as const;
  const nothing = report.dryRun && report.created + report.changed === 0;
  return (
    <section className="report" aria-labelledby="report-heading">
      <div role="status">
        <h3 id="report-heading">{t(report.dryRun ? 'import.report' : 'import.done')}</h3>
      </div>
      <dl className="tiles">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{t(`import.${name}`)}</dt>
            <dd>{formatCount(count, currentLanguage())}</dd>
          </div>
        ))}
      </dl>
      {nothing ? <p className="notice notice-warning">{t('import.nothing')}</p> : null}
      {report.refused.length === 0 ? <p>{t('import.allGood')}</p> : <RefusedRows refused={report.refused} />}
    </section>
  );
}

function RefusedRows({ refused }: { readonly refused: ImportReport['refused'] }): JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <h4 id="refused-heading">{t('import.refusedTitle')}</h4>
      <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="refused-heading">
        <table className="table app-table">
          <thead>
            <tr>
              <th scope="col" className="numeric">
                {t('import.row')}
              </th>
              <th scope="col">{t('import.name')}</th>
              <th scope="col">{t('import.why')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ row, name, reasons }) => (
              <tr key={row}>
                <th scope="row" className="numeric">
                  {row}
                </th>
                <td>{name ?? '–'}</td>
                <td>
                  {reasons.map(({ code, field, detail }) => (
                    <div key={`${code} ${field}`}>
                      {field === null ? null : <code>{field}</code>} {detail}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
