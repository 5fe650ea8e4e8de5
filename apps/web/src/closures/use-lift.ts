import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Closure, Hub } from '#libs/contracts';
import { liftClosure } from '../api/manage.js';
import { showToast } from '../ui/toast-store.js';
import { useFailedToast } from '../ui/use-failed-toast.js';

interface Lift {
  readonly closureId: string;
  readonly mode: 'undo' | 'end';
}

const bookingsOf = (closure: Closure, keep: (effect: Closure['effects'][number]) => boolean): number =>
  new Set(closure.effects.filter(keep).map(({ bookingId }) => bookingId)).size;

/** Opens what was closed, and says what came back. */
export function useLift(hubId: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  return useMutation({
    mutationFn: ({ closureId, mode }: Lift) => liftClosure(hubId, closureId, mode),
    onSuccess: (closure, { mode }) => {
      const back = bookingsOf(closure, ({ undone }) => undone === 'restored');
      const left = bookingsOf(closure, ({ undone }) => undone !== null && undone !== 'restored');
      showToast({
        kind: 'success',
        text: mode === 'end' ? t('closures.ended') : t('closures.undone', { count: back }),
        ...(mode === 'undo' && left > 0 ? { detail: t('closures.notBack', { count: left }) } : {}),
      });
    },
    onError: failed,
    onSettled: () =>
      Promise.all(
        ['closures', 'closure', 'agenda', 'live'].map((name) => queries.invalidateQueries({ queryKey: [name, hubId] })),
      ),
  });
}

/** Says that it is closed, with the way back at hand; for ten minutes it stands in the list too. */
export function useClosureToast(hub: Hub): (closure: Closure) => void {
  const { t } = useTranslation();
  const lift = useLift(hub.id);
  return (closure) => {
    const moved = bookingsOf(closure, ({ change }) => change !== 'cancelled');
    const cancelled = bookingsOf(closure, ({ change }) => change === 'cancelled');
    showToast({
      kind: 'success',
      text: t('closures.made'),
      detail: `${t('closures.didMove', { count: moved })}, ${t('closures.didCancel', { count: cancelled })}`,
      action: { label: t('manage.undo'), run: () => lift.mutate({ closureId: closure.id, mode: 'undo' }) },
    });
  };
}
