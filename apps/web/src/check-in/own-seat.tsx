import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#libs/contracts';
import { availabilityQuery } from '../api/queries.js';
import { ExtendDialog } from '../bookings/extend-dialog.js';
import { isActive } from '../bookings/parts.js';
import { particularsOf } from '../bookings/particulars.js';
import { actionsOf } from '../bookings/stay-rules.js';
import { checkIn, moveBooking, useRefreshStays, useRelease, useStay } from '../bookings/use-stay.js';
import { labelsOf, summary } from '../find/use-booking.js';
import { formatTime } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { useLeaving } from '../ui/undoable.js';
import type { DeskProps } from './check-in-page.js';

interface OwnProps {
  readonly booking: Booking;
}

/** Whoever scans the desk that is theirs is there: nothing more needs to be tapped. */
export function CheckingIn({ booking, code }: OwnProps & { readonly code: string }): JSX.Element {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  const arrive = useMutation({ mutationFn: () => checkIn(booking, code), onSuccess: refresh });
  const inApp = useStay(checkIn, ({ hub, to }) =>
    t('stay.checkedIn', { hub: hub.name, time: formatTime(to, hub.timeZone) }),
  );
  const { mutate } = arrive;
  useEffect(() => mutate(), [mutate]);
  if (arrive.error === null) return <Loading lines={2} />;
  return (
    <ProblemAlert title={t('checkIn.failed')} error={arrive.error} onRetry={() => mutate()}>
      <p>{particularsOf(arrive.error, booking.hub.timeZone, t)}</p>
      <button
        type="button"
        className="btn btn-primary"
        disabled={inApp.isPending}
        onClick={() => inApp.mutate(booking)}
      >
        {t('checkIn.withoutCode')}
      </button>
    </ProblemAlert>
  );
}

export function CheckedIn({ booking }: OwnProps): JSX.Element {
  const { t } = useTranslation();
  const [extending, setExtending] = useState(false);
  const release = useRelease();
  const leaving = useLeaving();
  const actions = actionsOf(booking, Date.now());
  const { hub, to } = booking;
  if (leaving.has(booking.id)) return <p className="notice">{t('checkIn.left')}</p>;
  return (
    <>
      <div className="notice notice-good" role="status">
        <p className="notice-title">
          <Icon name="check-circle" /> {t('checkIn.done')}
        </p>
        <p>{t('checkIn.yours', { thing: labelsOf(booking), time: formatTime(to, hub.timeZone) })}</p>
      </div>
      <div className="app-row-actions">
        {actions.extend ? (
          <button type="button" className="btn btn-outline-primary" onClick={() => setExtending(true)}>
            {t('stay.extend')}
          </button>
        ) : null}
        {actions.release ? (
          <button type="button" className="btn btn-outline-danger" onClick={() => release(booking)}>
            {t('stay.release')}
          </button>
        ) : null}
        <AllBookings />
      </div>
      {extending ? <ExtendDialog booking={booking} onClose={() => setExtending(false)} /> : null}
    </>
  );
}

export function Early({ booking }: OwnProps): JSX.Element {
  const { t } = useTranslation();
  const { hub, from, to, checkIn: opens } = booking;
  const time = (instant: string): string => formatTime(instant, hub.timeZone);
  return (
    <div className="notice">
      <p className="notice-title">{t('checkIn.early')}</p>
      <p>{t('checkIn.earlyWhy', { from: time(from), to: time(to), opens: time(opens?.from ?? from) })}</p>
      <AllBookings />
    </div>
  );
}

/** One sits at one desk at a time: the booking can come along. */
export function Elsewhere({ booking, hub, desk, code }: OwnProps & DeskProps): JSX.Element {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  const parts = booking.bookables.filter(isActive);
  const movable = booking.hub.id === hub.id && parts.length === 1 && parts[0]!.kind === desk.kind;
  const span = { from: booking.from, to: booking.to };
  const available = useQuery({ ...availabilityQuery(hub.id, span), enabled: movable });
  const move = useMutation({
    mutationFn: async () => {
      const moved = await moveBooking(booking, { bookableId: desk.id });
      return moved.status === 'checked_in' ? moved : checkIn(moved, code);
    },
    onSettled: refresh,
  });
  const free = movable && available.data?.free.includes(desk.id) === true;
  return (
    <div className="notice">
      <p className="notice-title">{t('checkIn.elsewhere')}</p>
      <p>{t('checkIn.elsewhereWhy', summary(booking))}</p>
      {move.error === null ? null : (
        <ProblemAlert title={t('stay.failed')} error={move.error}>
          <p>{particularsOf(move.error, hub.timeZone, t)}</p>
        </ProblemAlert>
      )}
      <div className="app-row-actions">
        {free ? (
          <button type="button" className="btn btn-primary" disabled={move.isPending} onClick={() => move.mutate()}>
            {t('checkIn.moveHere', { thing: desk.label, time: formatTime(booking.to, hub.timeZone) })}
          </button>
        ) : null}
        <AllBookings />
      </div>
    </div>
  );
}

export function AllBookings(): JSX.Element {
  const { t } = useTranslation();
  return (
    <Link to="/prenotazioni" className="btn btn-outline-primary">
      {t('booking.all')}
    </Link>
  );
}
