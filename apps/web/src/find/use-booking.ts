import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking, CreateBooking } from '#libs/contracts';
import { hasStatus, request } from '../api/client.js';
import { newKey } from '../api/new-key.js';
import { meQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import { useSignIn } from '../shell/use-sign-in.js';
import { formatDay, formatTime } from '../time/format.js';
import { showToast } from '../ui/toast-store.js';

export interface BookingIntent {
  readonly body: CreateBooking;
  readonly label: string;
  /** names the attempt: sent again after a lost answer, it books once */
  readonly key: string;
}

export const intent = (body: CreateBooking, label: string): BookingIntent => ({ body, label, key: newKey() });

export const postBooking = ({ body, key }: BookingIntent): Promise<Booking> =>
  request<Booking>('/bookings', { method: 'POST', body, headers: { 'idempotency-key': key } });

export const deleteBooking = ({ id, hub }: Booking): Promise<void> =>
  request(`/hubs/${hub.id}/bookings/${id}`, { method: 'DELETE' });

/** Everything that a booking made or ended may have changed. */
export async function refreshAfterBooking(queries: QueryClient): Promise<void> {
  const stale = ['search', 'availability', 'my-bookings'];
  await Promise.all(stale.map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

/** Books in one step; who is not signed in goes to sign in and comes back to `returnTo`. */
export function useBooking(returnTo: (body: CreateBooking) => string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const signInUrl = useSignIn();

  const undo = async (booking: Booking): Promise<void> => {
    try {
      await deleteBooking(booking);
      showToast({ kind: 'success', text: t('booking.undone') });
    } catch {
      showToast({ kind: 'danger', text: t('booking.undoFailed') });
    }
    await refreshAfterBooking(queries);
  };

  const mutation = useMutation({
    mutationFn: postBooking,
    onSuccess: (booking) => {
      showToast({
        kind: 'success',
        text: t('booking.done', summary(booking)),
        action: { label: t('booking.undo'), run: () => void undo(booking) },
        link: { label: t('booking.all'), to: '/prenotazioni' },
      });
      return refreshAfterBooking(queries);
    },
    onError: (error, { body }) => {
      if (hasStatus(error, 401)) signIn(body);
      if (hasStatus(error, 409)) void refreshAfterBooking(queries);
    },
  });

  const signIn = (body: CreateBooking): void => globalThis.location.assign(signInUrl(returnTo(body)));
  const book = (wanted: BookingIntent): void => (me ? mutation.mutate(wanted) : signIn(wanted.body));
  return { book, signedIn: Boolean(me), ...mutation };
}

/** The desk that a request names, if it names one. */
export function deskOf({ items }: CreateBooking): string | undefined {
  return items.flatMap((item) => ('bookableId' in item ? [item.bookableId] : []))[0];
}

export const labelsOf = ({ bookables }: Booking): string => bookables.map(({ label }) => label).join(', ');

export function summary(booking: Booking): Record<'desk' | 'hub' | 'day' | 'from' | 'to', string> {
  const { hub, from, to } = booking;
  return {
    desk: labelsOf(booking),
    hub: hub.name,
    day: formatDay(from, hub.timeZone, currentLanguage()),
    from: formatTime(from, hub.timeZone),
    to: formatTime(to, hub.timeZone),
  };
}
