import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Appeal, Booking, MoveBooking } from '#libs/contracts';
import { request } from '../api/client.js';
import { refreshAfterBooking } from '../find/use-booking.js';
import { showToast } from '../ui/toast-store.js';
import { removeUndoably } from '../ui/undoable.js';
import { whyNot } from './particulars.js';

export const pathOf = ({ id, hub }: Pick<Booking, 'id' | 'hub'>): string => `/hubs/${hub.id}/bookings/${id}`;

/** A file that the browser asks for by itself. */
export const calendarFileOf = (booking: Booking): string => `/api/v1${pathOf(booking)}/calendar.ics`;

export const checkIn = (booking: Booking, code?: string): Promise<Booking> =>
  request(`${pathOf(booking)}/check-in`, {
    method: 'POST',
    body: code === undefined ? { method: 'app' } : { method: 'qr', code },
  });

export const sayOnMyWay = (booking: Booking): Promise<Booking> =>
  request(`${pathOf(booking)}/on-my-way`, { method: 'POST' });

export const extendTo = (booking: Booking, to: string): Promise<Booking> =>
  request(`${pathOf(booking)}/extension`, { method: 'POST', body: { to } });

export const moveBooking = (booking: Pick<Booking, 'id' | 'hub'>, patch: MoveBooking): Promise<Booking> =>
  request(pathOf(booking), { method: 'PATCH', body: patch });

export const appealAgainst = (booking: Booking, reason: string): Promise<Appeal> =>
  request(`${pathOf(booking)}/appeal`, { method: 'POST', body: { reason } });

const leave = (booking: Booking): Promise<void> =>
  request(`${pathOf(booking)}/release`, { method: 'POST', keepalive: true });

/** Everything that shows what one has booked, and what is free. */
export async function refreshStays(queries: QueryClient): Promise<void> {
  const stale = ['my-series', 'series', 'my-waiting', 'my-strikes'];
  await Promise.all([
    refreshAfterBooking(queries),
    ...stale.map((name) => queries.invalidateQueries({ queryKey: [name] })),
  ]);
}

export const useRefreshStays = (): (() => Promise<void>) => {
  const queries = useQueryClient();
  return () => refreshStays(queries);
};

/** Does one thing to a booking, and says that it is done or why not. */
export function useStay<T>(act: (booking: Booking) => Promise<T>, done: (booking: Booking, answer: T) => string) {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  return useMutation({
    mutationFn: (booking: Booking) => act(booking),
    onSuccess: (answer, booking) => showToast({ kind: 'success', text: done(booking, answer) }),
    onError: (error, { hub }) => {
      const detail = whyNot(error, hub.timeZone, t);
      showToast({ kind: 'danger', text: t('stay.failed'), ...(detail === undefined ? {} : { detail }) });
    },
    onSettled: refresh,
  });
}

/** Changes back what was just changed, as long as what it was is still free. */
export function useUndoMove(): (booking: Booking, back: MoveBooking) => void {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  return (booking, back) => {
    moveBooking(booking, back)
      .then(
        () => showToast({ kind: 'success', text: t('stay.undone') }),
        (error: unknown) => {
          const detail = whyNot(error, booking.hub.timeZone, t);
          showToast({ kind: 'danger', text: t('stay.undoFailed'), ...(detail === undefined ? {} : { detail }) });
        },
      )
      .finally(() => void refresh());
  };
}

/** What was left can not be had back, so it is sent when nobody has taken it back. */
export function useRelease(): (booking: Booking) => void {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  return (booking) =>
    removeUndoably({
      id: booking.id,
      text: t('stay.released', { hub: booking.hub.name }),
      undo: t('form.undo'),
      commit: () => leave(booking).finally(() => void refresh()),
      onFailed: (error) => {
        const detail = whyNot(error, booking.hub.timeZone, t);
        showToast({ kind: 'danger', text: t('stay.failed'), ...(detail === undefined ? {} : { detail }) });
      },
    });
}
