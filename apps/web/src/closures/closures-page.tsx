import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure, Hub } from '#libs/contracts';
import { closuresQuery } from '../api/manage.js';
import { hubQuery } from '../api/queries.js';
import { ManagePage } from '../manage/manage-page.js';
import type { InstantSpan } from '../time/local-span.js';
import { useNow } from '../time/use-now.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { More, Rows } from '../ui/rows.js';
import { draftOf } from './closure-draft.js';
import { ClosureForm } from './closure-form.js';
import { ClosureRow } from './closure-row.js';
import type { ClosuresSearch } from './closures-search.js';
import { useClosureToast } from './use-lift.js';
import './closures.css';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const instant = (at: number): string => new Date(at).toISOString();

export function ClosuresPage(): JSX.Element {
  const { t } = useTranslation();
  return (
    <ManagePage part="closures" title={t('closures.title')}>
      {(hubId) => <HubClosures key={hubId} hubId={hubId} />}
    </ManagePage>
  );
}

function HubClosures({ hubId }: { readonly hubId: string }): JSX.Element {
  const { t } = useTranslation();
  const { data: hub, error, refetch } = useQuery(hubQuery(hubId));
  if (error !== null) return <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />;
  return hub === undefined ? <Loading lines={6} /> : <Closures hub={hub} />;
}

function Closures({ hub }: { readonly hub: Hub }): JSX.Element {
  const { t } = useTranslation();
  const search = useSearch({ from: '/gestione/$hubId/chiusure' });
  const navigate = useNavigate({ from: '/gestione/$hubId/chiusure' });
  const told = useClosureToast(hub);
  const show = (change: ClosuresSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const leave = (): void => void navigate({ search: { scope: search.scope }, replace: true });
  const done = (closure: Closure): void => {
    void navigate({ search: {}, replace: true });
    told(closure);
  };
  return (
    <>
      <p className="page-lead">{t('closures.lead')}</p>
      {search.draft === 1 ? (
        <ClosureForm hub={hub} draft={draftOf(search, hub.timeZone)} show={show} onDone={done} onCancel={leave} />
      ) : (
        <button type="button" className="btn btn-primary closure-new" onClick={() => show({ draft: 1 })}>
          <Icon name="plus-circle" className="icon-white" /> {t('closures.new')}
        </button>
      )}
      <nav className="scope-nav" aria-label={t('closures.list')}>
        {([undefined, 'past'] as const).map((scope) => (
          <Link
            key={scope ?? ''}
            to="/gestione/$hubId/chiusure"
            params={{ hubId: hub.id }}
            search={{ ...search, scope }}
            className="app-chip"
            activeOptions={{ exact: true, explicitUndefined: true }}
            aria-current={search.scope === scope ? 'page' : undefined}
          >
            {t(scope === 'past' ? 'closures.past' : 'closures.coming')}
          </Link>
        ))}
      </nav>
      <ClosureList key={search.scope ?? ''} hub={hub} past={search.scope === 'past'} />
    </>
  );
}

/** From the full hour: the list is asked for once, not at every moment. */
function spanOf(past: boolean): InstantSpan {
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  return past
    ? { from: instant(now - YEAR), to: instant(now + HOUR) }
    : { from: instant(now), to: instant(now + 2 * YEAR) };
}

function ClosureList({ hub, past }: { readonly hub: Hub; readonly past: boolean }): JSX.Element {
  const { t } = useTranslation();
  const [span] = useState(() => spanOf(past));
  const now = useNow(10_000);
  const query = useInfiniteQuery(closuresQuery(hub.id, span));
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = all.filter(({ to }) => Date.parse(to) <= now === past);
  const items = past ? shown.toReversed() : shown;
  if (query.error !== null)
    return <ProblemAlert title={t('page.error')} error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {query.isPending ? <Loading /> : null}
      {query.isSuccess && items.length === 0 ? (
        <p className="notice">{t(past ? 'closures.nonePast' : 'closures.none')}</p>
      ) : null}
      <Rows>
        {items.map((closure) => (
          <ClosureRow key={closure.id} hub={hub} closure={closure} now={now} />
        ))}
      </Rows>
      <More query={query} label={t('form.more')} />
    </>
  );
}
