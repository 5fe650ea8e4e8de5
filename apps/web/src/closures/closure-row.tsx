import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure, ClosurePage, Hub } from '#libs/contracts';
import { closureQuery } from '../api/manage.js';
import { hubQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDay, formatTime } from '../time/format.js';
import { useNow } from '../time/use-now.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Badge, Row } from '../ui/rows.js';
import { removeUndoably, useLeaving } from '../ui/undoable.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import { useLift } from './use-lift.js';

type Listed = ClosurePage['items'][number];

interface ClosureRowProps {
  readonly hub: Hub;
  readonly closure: Listed;
  readonly now: number;
}

type State = 'undone' | 'ended' | 'over' | 'now' | 'coming';

function stateOf({ undone, endedAt, from, to }: Listed, now: number): State {
  if (undone) return 'undone';
  if (endedAt !== null) return 'ended';
  if (Date.parse(to) <= now) return 'over';
  return Date.parse(from) <= now ? 'now' : 'coming';
}

export function ClosureRow({ hub, closure, now }: ClosureRowProps): JSX.Element {
  const { t } = useTranslation();
  const leaving = useLeaving().has(closure.id);
  const state = leaving ? 'ended' : stateOf(closure, now);
  const space = hub.spaces.find(({ id }) => id === closure.spaceId);
  const where = space?.name ?? t('closures.wholeHub');
  const moment = (at: string): string =>
    `${formatDay(at, hub.timeZone, currentLanguage())}, ${formatTime(at, hub.timeZone)}`;
  const end = (at: string): string =>
    formatTime(at, hub.timeZone) === '00:00'
      ? `${formatDay(new Date(Date.parse(at) - 1).toISOString(), hub.timeZone, currentLanguage())}, 24:00`
      : moment(at);
  return (
    <Row
      title={where}
      badge={<Badge tone={state === 'now' ? 'warn' : 'plain'}>{t(`closures.state.${state}`)}</Badge>}
      actions={leaving ? undefined : <Actions hub={hub} closure={closure} state={state} where={where} />}
    >
      <p>
        <time dateTime={closure.from}>{moment(closure.from)}</time> –{' '}
        <time dateTime={closure.to}>{end(closure.to)}</time>
      </p>
      <p>{closure.reason}</p>
      <p className="field-hint">
        {t('closures.didMove', { count: closure.moved })}, {t('closures.didCancel', { count: closure.cancelled })}
      </p>
      {closure.moved + closure.cancelled === 0 ? null : <Effects hub={hub} closureId={closure.id} />}
    </Row>
  );
}

interface ActionsProps {
  readonly hub: Hub;
  readonly closure: Listed;
  readonly state: State;
  readonly where: string;
}

function Actions({ hub, closure, state, where }: ActionsProps): JSX.Element | null {
  const { t } = useTranslation();
  const lift = useLift(hub.id);
  const failed = useFailedToast();
  const now = useNow();
  if (state === 'undone' || state === 'ended') return null;
  const left = Date.parse(closure.undoUntil) - now;
  if (left > 0) {
    return (
      <button
        type="button"
        className="btn btn-outline-danger closure-undo"
        disabled={lift.isPending}
        onClick={() => lift.mutate({ closureId: closure.id, mode: 'undo' })}
      >
        {t('closures.undo')} <span className="closure-left">{leftText(left)}</span>
        <span className="visually-hidden">{where}</span>
      </button>
    );
  }
  if (state === 'over') return null;
  const end = (): void =>
    removeUndoably({
      id: closure.id,
      text: t('closures.ended'),
      undo: t('manage.undo'),
      commit: async () => void (await lift.mutateAsync({ closureId: closure.id, mode: 'end' })),
      onFailed: failed,
    });
  return (
    <button
      type="button"
      className="btn btn-outline-primary"
      aria-label={t('closures.endLong', { where })}
      onClick={end}
    >
      {t('closures.end')}
    </button>
  );
}

/** `9:05`, minutes and seconds. */
function leftText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function Effects({ hub, closureId }: { readonly hub: Hub; readonly closureId: string }): JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...closureQuery(hub.id, closureId), enabled: open });
  return (
    <details className="twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('closures.effects')}</summary>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {open && data === undefined && error === null ? <Loading lines={2} /> : null}
      <ul className="closure-effects">
        {data?.effects.map((effect) => (
          <li key={effect.bookingId + effect.bookableId}>
            <Effect hub={hub} effect={effect} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Effect({ hub, effect }: { readonly hub: Hub; readonly effect: Closure['effects'][number] }): JSX.Element {
  const { t } = useTranslation();
  const { bookableId, change, place, undone } = effect;
  const elsewhere = place !== null && place.hubId !== hub.id;
  const { data: other } = useQuery({ ...hubQuery(place?.hubId ?? ''), enabled: elsewhere });
  const label = (of: Hub | undefined, id: string | undefined): string =>
    of?.bookables.find((one) => one.id === id)?.label ?? '…';
  const desk = label(hub, bookableId);
  return (
    <>
      {place === null || change === 'cancelled'
        ? t('closures.effectCancelled', { desk })
        : elsewhere
          ? t('closures.effectElsewhere', { desk, place: label(other, place.bookableId), hub: other?.name ?? '…' })
          : t('closures.effectMoved', { desk, place: label(hub, place.bookableId) })}
      {undone === null ? null : <> · {t(`closures.back.${undone}`)}</>}
    </>
  );
}
