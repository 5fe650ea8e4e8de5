import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { privacyQuery } from '../api/account.js';
import type { Privacy } from '../api/surface.js';
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
          <table className="table app-table">
            <thead>
              <tr>
                <th scope="col">{t('retention.data')}</th>
                <th scope="col">{t('retention.keptFor')}</th>
                <th scope="col">{t('retention.basis')}</th>
                <th scope="col">{t('retention.lastRun')}</th>
              </tr>
            </thead>
            <tbody>
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

function RuleRow({ rule }: { readonly rule: Rule }): JSX.Element {
  const { t } = useTranslation();
  const when = rule.lastRunAt === null ? null : formatDate(rule.lastRunAt, currentLanguage());
  return (
    <tr>
      <th scope="row">{rule.data}</th>
      <td>{rule.keptFor === null ? t('retention.whileAccount') : keptFor(rule.keptFor, t)}</td>
      <td>{rule.basis}</td>
      <td>
        {rule.keptFor === null
          ? '–'
          : when === null
            ? t('retention.never')
            : t('retention.removed', { when, count: rule.removed ?? 0 })}
      </td>
    </tr>
  );
}
