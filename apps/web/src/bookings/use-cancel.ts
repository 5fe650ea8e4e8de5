import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#libs/contracts';
import { deleteBooking, intent, labelsOf, postBooking, summary } from '../find/use-booking.js';
import { showToast } from '../ui/toast-store.js';
import { whyNot } from './particulars.js';
import { isActive } from './parts.js';
import { refreshStays } from './use-stay.js';

/** Cancels at once and offers to take it back, which books the same again if it is still free. */
export function useCancel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const explain = (error: unknown, { hub }: Booking): { detail?: string } => {
    const detail = whyNot(error, hub.timeZone, t);
    return detail === undefined ? {} : { detail };
  };

  const restore = async (booking: Booking): Promise<void> => {
    const { hub, bookables, from, to } = booking;
    const items = bookables.filter(isActive).map(({ id }) => ({ bookableId: id }));
    try {
      await postBooking(intent({ hubId: hub.id, items, from, to }, labelsOf(booking)));
      showToast({ kind: 'success', text: t('bookings.restored') });
    } catch (error) {
      showToast({ kind: 'danger', text: t('bookings.restoreFailed'), ...explain(error, booking) });
    }
    await refreshStays(queries);
  };

  return useMutation({
    mutationFn: deleteBooking,
    onSuccess: (_nothing, booking) => {
      showToast({
        kind: 'success',
        text: t('bookings.cancelled', summary(booking)),
        action: { label: t('bookings.restore'), run: () => void restore(booking) },
      });
      return refreshStays(queries);
    },
    onError: (error, booking) =>
      showToast({ kind: 'danger', text: t('booking.undoFailed'), ...explain(error, booking) }),
  });
}
