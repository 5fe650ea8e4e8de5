import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueries } from '@tanstack/react-query';
import type { PolicyEffect } from '#libs/contracts';
import { hubQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDay, formatTime } from '../time/format.js';
import type { Places } from './scope.js';

const SHOWN = 50;

interface EffectViewProps {
  readonly effect: PolicyEffect;
  readonly places: Places;
}

/** Which of the bookings that stand the rules would have refused; they stand all the same. */
export function EffectView({ effect, places }: EffectViewProps): JSX.Element {
  const { t } = useTranslation();
  const { examined, complete, refused } = effect;
  const ids = [...new Set(refused.map(({ hubId }) => hubId))];
  const zones = new Map(
    useQueries({ queries: ids.map(hubQuery) }).flatMap(({ data }) =>
      data === undefined ? [] : [[data.id, data.timeZone] as const],
    ),
  );
  const looked = t(complete ? 'policies.examined' : 'policies.examinedFirst', { count: examined });
  if (refused.length === 0) {
    return (
      <p className="notice notice-good" role="status">
        <strong>{t('policies.refusesNone')}</strong> {looked}
      </p>
    );
  }
  const nameOf = (hubId: string): string => places.hubs.find(({ id }) => id === hubId)?.name ?? '…';
  return (
    <>
      <p className="notice notice-warning" role="status">
        <strong>{t('policies.refuses', { count: refused.length })}</strong> {looked} {t('policies.standAll')}
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('policies.refusedTable')}>
        <table className="table app-table stack-table">
          <thead>
            <tr>
              <th scope="col">{t('live.hub')}</th>
              <th scope="col">{t('agenda.time')}</th>
              <th scope="col">{t('policies.why')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, SHOWN).map(({ hubId, bookingId, from, to, title }) => {
              const zone = zones.get(hubId) ?? 'Europe/Rome';
              return (
                <tr key={bookingId}>
                  <th scope="row">{nameOf(hubId)}</th>
                  <td data-label={t('agenda.time')}>
                    {formatDay(from, zone, currentLanguage())}, {formatTime(from, zone)}–{formatTime(to, zone)}
                  </td>
                  <td data-label={t('policies.why')}>{title}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {refused.length > SHOWN ? <p>{t('policies.andMore', { count: refused.length - SHOWN })}</p> : null}
    </>
  );
}
