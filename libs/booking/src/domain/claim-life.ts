export type ClaimState = 'held' | 'confirmed' | 'checked_in' | 'completed' | 'cancelled' | 'released' | 'expired';

/** What can happen to a claim. leave: its person goes before the end; no-show: nobody came in time; end: its time is over */
export const claimEvents = ['confirm', 'check-in', 'cancel', 'leave', 'no-show', 'expire', 'end', 'restore'] as const;
export type ClaimEvent = (typeof claimEvents)[number];

/** The whole life of a claim; what is not here can not happen. A restored claim counts as checked in, or it would be released again. */
const LIFE: Readonly<Record<ClaimState, Readonly<Partial<Record<ClaimEvent, ClaimState>>>>> = {
  held: { confirm: 'confirmed', cancel: 'cancelled', expire: 'expired', end: 'expired' },
  confirmed: {
    'check-in': 'checked_in',
    cancel: 'cancelled',
    leave: 'released',
    'no-show': 'released',
    end: 'completed',
  },
  checked_in: { cancel: 'cancelled', leave: 'completed', end: 'completed' },
  released: { restore: 'checked_in' },
  completed: {},
  cancelled: {},
  expired: {},
};

export const claimStates = Object.keys(LIFE) as readonly ClaimState[];

/** @returns what the claim is then; null where that can not happen to it */
export const afterEvent = (state: ClaimState, event: ClaimEvent): ClaimState | null => LIFE[state][event] ?? null;

/** The states in which something can happen to a claim. */
export const statesBefore = (event: ClaimEvent): readonly ClaimState[] =>
  claimStates.filter((state) => afterEvent(state, event) !== null);

/** Whether it keeps others off its bookable: the predicate of the exclusion constraint. */
export const isActive = (state: ClaimState): boolean =>
  state === 'held' || state === 'confirmed' || state === 'checked_in';
