import { useMutation, useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Availability, Booking, Hub, HubBookingRules } from '#libs/contracts';
import { request } from '../api/client.js';
import { availabilityQuery } from '../api/queries.js';
import { particularsOf } from '../bookings/particulars.js';
import { useRefreshStays } from '../bookings/use-stay.js';
import { deleteBooking, intent, postBooking, type BookingIntent } from '../find/use-booking.js';
import { formatTime } from '../time/format.js';
import type { InstantSpan } from '../time/local-span.js';
import { useNow } from '../time/use-now.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { showToast } from '../ui/toast-store.js';
import type { DeskProps } from './check-in-page.js';
import { nearestFree } from './near.js';
import { sitSpans, type SitRules } from './sit-spans.js';

const NEAREST = 3;
/** For longer than that one says so. */
const USUAL_MS = 4.5 * 60 * 60_000;
const lasts = ({ from, to }: InstantSpan): number => Date.parse(to) - Date.parse(from);
const TICK_MS = 60_000;

/** Nobody's booking brought the person here: until when the desk is free, one tap from theirs; else those that are near. */
export function SitDown({ hub, desk, next }: DeskProps & { readonly next: Booking | null }): JSX.Element {
  const { t } = useTranslation();
  const now = useNow(TICK_MS);
  const rules = useQuery({
    queryKey: ['rules', hub.id, desk.kind, desk.spaceId],
    queryFn: ({ signal }) =>
      request<HubBookingRules>(`/hubs/${hub.id}/rules`, { query: { kind: desk.kind, spaceId: desk.spaceId }, signal }),
  });
  const before = next?.from ?? null;
  const spans = useMemo(
    () => (rules.data === undefined ? null : sitSpans(now, hub, rules.data.rules as SitRules, before)),
    [rules.data, now, hub, before],
  );
  const answers = useQueries({ queries: (spans ?? []).map((span) => availabilityQuery(hub.id, span)) });
  const sit = useSit(hub);
  if (rules.error !== null)
    return <ProblemAlert title={t('page.error')} error={rules.error} onRetry={() => void rules.refetch()} />;
  if (spans === null || answers.some(({ isPending }) => isPending)) return <Loading lines={3} />;
  const free = answers.flatMap(({ data }) => (data?.open === true ? [data] : []));
  const here = free.filter((one) => one.free.includes(desk.id));
  const book = (bookableId: string, label: string, span: InstantSpan): void =>
    sit.mutate(intent({ hubId: hub.id, items: [{ bookableId }], from: span.from, to: span.to }, label));
  return (
    <>
      {sit.error === null ? null : (
        <ProblemAlert title={t('booking.failed')} error={sit.error}>
          <p>{particularsOf(sit.error, hub.timeZone, t)}</p>
        </ProblemAlert>
      )}
      {free.length === 0 ? (
        <p className="notice">{t('checkIn.closed')}</p>
      ) : here.length > 0 ? (
        <Free hub={hub} spans={here} pending={sit.isPending} onSit={(span) => book(desk.id, desk.label, span)} />
      ) : (
        <Taken hub={hub} desk={desk} answers={free} pending={sit.isPending} onBook={book} />
      )}
      <p>
        <Link to="/" search={{ lat: hub.lat, lon: hub.lon, hub: hub.id }}>
          {t('checkIn.otherTimes')}
        </Link>
      </p>
    </>
  );
}

/** The page that is shown finds out by itself that the desk is now the person's, and checks them in. */
function useSit({ timeZone }: Hub) {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  const undo = (booking: Booking): void => {
    deleteBooking(booking)
      .then(
        () => showToast({ kind: 'success', text: t('booking.undone') }),
        () => showToast({ kind: 'danger', text: t('booking.undoFailed') }),
      )
      .finally(() => void refresh());
  };
  return useMutation({
    mutationFn: (wanted: BookingIntent) => postBooking(wanted),
    onSuccess: (booking, { label }) =>
      showToast({
        kind: 'success',
        text: t('checkIn.sat', { thing: label, time: formatTime(booking.to, timeZone) }),
        action: { label: t('form.undo'), run: () => undo(booking) },
      }),
    onSettled: refresh,
  });
}

interface FreeProps {
  readonly hub: Hub;
  readonly spans: readonly InstantSpan[];
  readonly pending: boolean;
  readonly onSit: (span: InstantSpan) => void;
}

function Free({ hub, spans, pending, onSit }: FreeProps): JSX.Element {
  const { t } = useTranslation();
  const main = spans.find((span) => lasts(span) <= USUAL_MS) ?? spans[0]!;
  const others = spans.filter((span) => span !== main);
  return (
    <>
      <p className="page-lead">{t('checkIn.free')}</p>
      <div className="sit-choices">
        {[main, ...others].map((span) => (
          <button
            key={span.to}
            type="button"
            className={span === main ? 'btn btn-primary' : 'btn btn-outline-primary'}
            data-testid={span === main ? 'sit' : undefined}
            disabled={pending}
            onClick={() => onSit(span)}
          >
            {t(span === main ? 'checkIn.sit' : 'checkIn.sitUntil', { time: formatTime(span.to, hub.timeZone) })}
          </button>
        ))}
      </div>
    </>
  );
}

interface TakenProps {
  readonly hub: Hub;
  readonly desk: Hub['bookables'][number];
  readonly answers: readonly Availability[];
  readonly pending: boolean;
  readonly onBook: (bookableId: string, label: string, span: InstantSpan) => void;
}

/** Somebody else's: whose, it does not say. */
function Taken({ hub, desk, answers, pending, onBook }: TakenProps): JSX.Element {
  const { t } = useTranslation();
  const some = answers.filter(({ free }) => nearestFree(hub, desk.id, free, 1).length > 0);
  const longest = some.find((span) => lasts(span) <= USUAL_MS) ?? some[0];
  const near = longest === undefined ? [] : nearestFree(hub, desk.id, longest.free, NEAREST);
  const spaceOf = (id: string): string => hub.spaces.find((space) => space.id === id)?.name ?? '';
  return (
    <>
      <p className="page-lead">{t('checkIn.taken')}</p>
      <p>{t(near.length === 0 ? 'checkIn.full' : 'checkIn.near')}</p>
      <div className="sit-choices">
        {longest === undefined
          ? null
          : near.map(({ id, label, spaceId }) => (
              <button
                key={id}
                type="button"
                className="btn btn-outline-primary"
                disabled={pending}
                onClick={() => onBook(id, label, longest)}
              >
                {t('checkIn.bookOther', {
                  thing: label,
                  space: spaceOf(spaceId),
                  time: formatTime(longest.to, hub.timeZone),
                })}
              </button>
            ))}
      </div>
    </>
  );
}
