import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hub, LiveHub } from '#libs/contracts';
import { hubQuery } from '../api/queries.js';
import { formatAgo } from '../time/format.js';
import { useNow } from '../time/use-now.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { DeskDetail } from './desk-detail.js';
import { LivePlan } from './live-plan.js';
import { LiveTable } from './live-table.js';
import { LiveTiles } from './live-tiles.js';
import { Queue } from './queue.js';
import { useLiveHub } from './use-live-hub.js';

export function HubLive({ hubId }: { readonly hubId: string }): JSX.Element {
  const { t } = useTranslation();
  const hub = useQuery(hubQuery(hubId));
  const { query, live } = useLiveHub(hubId);
  const error = query.error ?? hub.error;
  if (query.data !== undefined && hub.data !== undefined) {
    return (
      <Board hub={hub.data} live={query.data} updatedAt={query.dataUpdatedAt} streaming={live && error === null} />
    );
  }
  if (error === null) return <Loading lines={6} />;
  return (
    <ProblemAlert
      title={t('page.error')}
      error={error}
      onRetry={() => void Promise.all([query.refetch(), hub.refetch()])}
    />
  );
}

interface BoardProps {
  readonly hub: Hub;
  readonly live: LiveHub;
  readonly updatedAt: number;
  readonly streaming: boolean;
}

function Board({ hub, live, updatedAt, streaming }: BoardProps): JSX.Element {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<string | null>(null);
  const desk = live.desks.find(({ bookableId }) => bookableId === selected);
  return (
    <>
      <Freshness live={live} updatedAt={updatedAt} streaming={streaming} />
      <LiveTiles live={live} />
      <div className="board">
        <section className="board-plan" aria-labelledby="plan-heading">
          <h2 id="plan-heading">{t('live.plan')}</h2>
          <LivePlan hub={hub} live={live} selected={selected} onSelect={setSelected} />
          {desk === undefined ? null : <DeskDetail desk={desk} timeZone={hub.timeZone} />}
        </section>
        <Queue live={live} timeZone={hub.timeZone} onShow={setSelected} />
      </div>
      <LiveTable live={live} timeZone={hub.timeZone} />
      <p className="field-hint">{t('live.privacy')}</p>
    </>
  );
}

function Freshness({ live, updatedAt, streaming }: Omit<BoardProps, 'hub'>): JSX.Element {
  const { t } = useTranslation();
  const now = useNow();
  const { total, silent } = live.devices;
  return (
    <>
      <p className="freshness">
        {t('live.updated', { ago: formatAgo(now - updatedAt, t) })} ·{' '}
        {silent === 0 ? t('live.devicesOk', { total }) : t('live.devices', { count: silent, total })}
        {live.open ? null : <> · {t('live.closed')}</>}
      </p>
      {streaming ? null : (
        <p className="notice notice-warning" role="status">
          <Icon name="warning-circle" /> {t('live.stale')}
        </p>
      )}
    </>
  );
}
