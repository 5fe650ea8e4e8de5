import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { deleteBooking, intent, labelsOf, postBooking, refreshAfterBooking, summary } from '../find/use-booking.js';
import { showToast } from '../ui/toast-store.js';

const explain = (error: Error): { detail?: string } =>
  error instanceof ProblemError && error.problem.detail !== undefined ? { detail: error.problem.detail } : {};

/** Cancels at once and offers to take it back, which books the same again if it is still free. */
export function useCancel() {
  const { t } = useTranslation();
  const queries = useQueryClient();

  const restore = async (booking: Booking): Promise<void> => {
    const { hub, bookables, from, to } = booking;
    const items = bookables.map(({ id }) => ({ bookableId: id }));
    try {
      await postBooking(intent({ hubId: hub.id, items, from, to }, labelsOf(booking)));
      showToast({ kind: 'success', text: t('bookings.restored') });
    } catch {
      showToast({ kind: 'danger', text: t('bookings.restoreFailed') });
    }
    await refreshAfterBooking(queries);
  };

  return useMutation({
    mutationFn: deleteBooking,
    onSuccess: (_nothing, booking) => {
      showToast({
        kind: 'success',
        text: t('bookings.cancelled', summary(booking)),
        action: { label: t('bookings.restore'), run: () => void restore(booking) },
      });
      return refreshAfterBooking(queries);
    },
    onError: (error) => showToast({ kind: 'danger', text: t('booking.undoFailed'), ...explain(error) }),
  });
}
