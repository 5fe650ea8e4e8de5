import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { Refused } from '../pages/refused.js';
import { useNow } from '../time/use-now.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { useLeaving } from '../ui/undoable.js';
import { ChangeSeriesDialog, type Target } from './change-series.js';
import { EndSeriesDialog } from './end-series.js';
import { isLeaving } from './leaving.js';
import { OccurrenceRow } from './occurrence-row.js';
import { ruleText } from './rule-text.js';
import { seriesQuery } from './series-api.js';
import './series.css';

export function SeriesPage(): JSX.Element {
  const { t } = useTranslation();
  const { hubId, seriesId } = useParams({ from: '/prenotazioni/serie/$hubId/$seriesId' });
  const { data, error, refetch } = useQuery(seriesQuery(hubId, seriesId));
  if (error !== null && data === undefined)
    return <Refused title={t('series.one')} error={error} onRetry={() => void refetch()} />;
  return (
    <Page title={data === undefined ? t('series.one') : t('series.in', { hub: data.hub.name })}>
      <Link to="/prenotazioni" search={{ scope: 'series' }} className="page-back">
        {t('series.back')}
      </Link>
      {data === undefined ? <Loading lines={5} /> : <Shown key={data.id} series={data} />}
    </Page>
  );
}

const TICK_MS = 60_000;

function Shown({ series }: { readonly series: Series }): JSX.Element {
  const { t } = useTranslation();
  const now = useNow(TICK_MS);
  const leaving = useLeaving();
  const [changing, setChanging] = useState<Target | null>(null);
  const [ending, setEnding] = useState<Target | null>(null);
  const { rule, counts, occurrences } = series;
  const ahead = occurrences.filter((one) => one.to === null || Date.parse(one.to) > now);
  const shown = ahead.filter((one) => !isLeaving(leaving, series.id, one.date));
  return (
    <>
      <p className="page-lead">{ruleText(rule, currentLanguage(), t)}</p>
      <p>
        {(['booked', 'refused', 'notYet'] as const)
          .filter((state) => state === 'booked' || counts[state] > 0)
          .map((state) => t(`series.${state}`, { count: counts[state] }))
          .join(' · ')}
      </p>
      {shown.length === 0 ? null : (
        <div className="app-row-actions series-tools">
          <button type="button" className="btn btn-outline-primary" onClick={() => setChanging({ date: null })}>
            {t('series.changeAll')}
          </button>
          <button type="button" className="btn btn-outline-danger" onClick={() => setEnding({ date: null })}>
            {t('series.endAll')}
          </button>
        </div>
      )}
      <h2>{t('series.days')}</h2>
      {shown.length === 0 ? <p className="notice">{t('series.over')}</p> : null}
      <ul className="occurrences">
        {shown.map((occurrence) => (
          <OccurrenceRow
            key={occurrence.date}
            series={series}
            occurrence={occurrence}
            onChange={() => setChanging({ date: occurrence.date })}
            onEnd={() => setEnding({ date: occurrence.date })}
          />
        ))}
      </ul>
      {changing === null ? null : (
        <ChangeSeriesDialog series={series} target={changing} onClose={() => setChanging(null)} />
      )}
      {ending === null ? null : <EndSeriesDialog series={series} target={ending} onClose={() => setEnding(null)} />}
    </>
  );
}
