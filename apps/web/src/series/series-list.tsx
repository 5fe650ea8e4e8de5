import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesSummary } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay, formatTime } from '../time/format.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Badge, More, Row, Rows } from '../ui/rows.js';
import { ruleText } from './rule-text.js';
import { mySeriesQuery } from './series-api.js';

export function SeriesList(): JSX.Element {
  const { t } = useTranslation();
  const query = useInfiniteQuery(mySeriesQuery);
  const series = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.error !== null && query.data === undefined)
    return <ProblemAlert title={t('page.error')} error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {query.isPending ? <Loading lines={3} /> : null}
      {query.isSuccess && series.length === 0 ? <p className="notice">{t('series.none')}</p> : null}
      <Rows>
        {series.map((one) => (
          <SeriesRow key={one.id} series={one} />
        ))}
      </Rows>
      <More query={query} label={t('form.more')} />
    </>
  );
}

function SeriesRow({ series }: { readonly series: SeriesSummary }): JSX.Element {
  const { t } = useTranslation();
  const { id, hub, rule, next, counts } = series;
  const when =
    next === null ? null : `${formatLongDay(next, hub.timeZone, currentLanguage())}, ${formatTime(next, hub.timeZone)}`;
  return (
    <Row
      title={hub.name}
      badge={counts.refused > 0 ? <Badge tone="warn">{t('series.refused', { count: counts.refused })}</Badge> : null}
      actions={
        <Link
          to="/prenotazioni/serie/$hubId/$seriesId"
          params={{ hubId: hub.id, seriesId: id }}
          className="btn btn-outline-primary"
        >
          {t('series.open')}
          <span className="visually-hidden"> {hub.name}</span>
        </Link>
      }
    >
      <p>{ruleText(rule, currentLanguage(), t)}</p>
      <p className="field-hint">
        {when === null ? t('series.over') : t('series.next', { when })} · {t('series.booked', { count: counts.booked })}
      </p>
    </Row>
  );
}
