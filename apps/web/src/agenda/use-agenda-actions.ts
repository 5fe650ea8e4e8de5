import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, Problem, Swapped } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { cancelBooking, moveBooking, swapBookings } from '../api/manage.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDay, formatTime } from '../time/format.js';
import { showToast } from '../ui/toast-store.js';
import { removeUndoably } from '../ui/undoable.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import { moveBack, patchOf, type AgendaClaim, type AgendaRow, type Found, type Move } from './agenda-view.js';

export interface Refusal {
  readonly claim: AgendaClaim;
  readonly move: Move;
  readonly problem: Problem;
}

interface Moved {
  readonly claim: AgendaClaim;
  readonly move: Move;
  readonly bundle: boolean;
}

const NETWORK: Problem = { type: 'about:blank', title: '', status: 0, code: 'network-error' };

/** What a manager does to bookings. A move is shown at once, and taken back where it is refused. */
export function useAgendaActions(hubId: string, timeZone: string, rows: readonly AgendaRow[]) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refresh = (): Promise<unknown> => queries.invalidateQueries({ queryKey: ['agenda', hubId] });
  const labelOf = (id: string): string => rows.find((row) => row.id === id)?.label ?? '';
  const words = ({
    fromBookable,
    toBookable,
    from,
    to,
  }: Move): Record<'was' | 'desk' | 'day' | 'from' | 'to', string> => ({
    was: labelOf(fromBookable),
    desk: labelOf(toBookable),
    day: formatDay(from, timeZone, currentLanguage()),
    from: formatTime(from, timeZone),
    to: formatTime(to, timeZone),
  });

  const move: UseMutationResult<Booking, Error, Moved> = useMutation({
    mutationFn: ({ claim, move: asked, bundle }) => moveBooking(hubId, asked.bookingId, patchOf(asked, claim, bundle)),
    onMutate: () => setRefusal(null),
    onSuccess: async (_booking, { claim, move: done, bundle }) => {
      const back = { claim: { ...claim, from: done.from, to: done.to }, move: moveBack(done, claim), bundle };
      showToast({
        kind: 'success',
        text: t('agenda.moved', words(done)),
        action: { label: t('manage.undo'), run: () => move.mutate(back) },
      });
      await refresh();
    },
    onError: (error, { claim, move: asked }) => {
      setRefusal({ claim, move: asked, problem: error instanceof ProblemError ? error.problem : NETWORK });
      return refresh();
    },
  });

  const swap: UseMutationResult<Swapped, Error, readonly [string, string]> = useMutation({
    mutationFn: (bookingIds) => swapBookings(hubId, bookingIds),
    onSuccess: async (_swapped, bookingIds) => {
      showToast({
        kind: 'success',
        text: t('agenda.swapped'),
        action: { label: t('manage.undo'), run: () => swap.mutate(bookingIds) },
      });
      await refresh();
    },
  });

  /** Nobody but its person could book it again: it is sent when nobody took it back. */
  const cancel = ({ row, claim }: Found): void => {
    const { bookingId } = claim;
    if (bookingId === null) return;
    removeUndoably({
      id: bookingId,
      text: t('agenda.cancelled', {
        desk: row.label,
        from: formatTime(claim.from, timeZone),
        to: formatTime(claim.to, timeZone),
      }),
      undo: t('manage.undo'),
      commit: async () => {
        try {
          await cancelBooking(hubId, bookingId);
        } finally {
          await refresh();
        }
      },
      onFailed: failed,
    });
  };

  const forget = (): void => {
    setRefusal(null);
    swap.reset();
  };
  return { move, swap, cancel, refusal, forget, words };
}

export type AgendaActions = ReturnType<typeof useAgendaActions>;
