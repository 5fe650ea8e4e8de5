import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Privacy } from '#libs/contracts';
import { privacyQuery } from '../api/account.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDate } from '../time/format.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { keptFor } from './kept-for.js';

type Rule = Privacy['retention'][number];

export function RetentionTable({ heading }: { readonly heading: string }): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(privacyQuery);
  return (
    <section className="block" aria-labelledby="retention-heading">
      <h2 id="retention-heading">{heading}</h2>
      <p className="field-hint">{t('retention.note')}</p>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : (
        <div className="table-scroll table-whole" tabIndex={0} role="region" aria-labelledby="retention-heading">
          <table className="table app-table stack-table" role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">
                  {t('retention.data')}
                </th>
                <th scope="col" role="columnheader">
                  {t('retention.keptFor')}
                </th>
                <th scope="col" role="columnheader">
                  {t('retention.basis')}
                </th>
                <th scope="col" role="columnheader">
                  {t('retention.lastRun')}
                </th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {data.retention.map((rule) => (
                <RuleRow key={rule.id} rule={rule} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** In a narrow window the cells stand below one another: the roles keep it a table for who does not see it. */
function RuleRow({ rule }: { readonly rule: Rule }): JSX.Element {
  const { t } = useTranslation();
  const when = rule.lastRunAt === null ? null : formatDate(rule.lastRunAt, currentLanguage());
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {rule.data}
      </th>
      <td role="cell" data-label={t('retention.keptFor')}>
        {rule.keptFor === null ? t('retention.whileAccount') : keptFor(rule.keptFor, t)}
      </td>
      <td role="cell" data-label={t('retention.basis')}>
        {rule.basis}
      </td>
      <td role="cell" data-label={t('retention.lastRun')}>
        {rule.keptFor === null
          ? '–'
          : when === null
            ? t('retention.never')
            : t('retention.removed', { when, count: rule.removed ?? 0 })}
      </td>
    </tr>
  );
}
