import { Temporal } from '#libs/kernel';

/** What a notice says, as it was when it was queued. In terms of JSON, and without persons. */
export interface BookingFacts {
  readonly organisationId: string;
  readonly hubId: string;
  readonly hubName: string;
  readonly hubAddress: string;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  /** e.g. `D1` of `Hall`, in their order */
  readonly places: readonly { readonly label: string; readonly space: string }[];
  /** How many more came to be in the same moment, as those of a series */
  readonly more?: number;
  /** Days of a series that could not be had */
  readonly refused?: number;
  /** Until when an offer stands, or an answer is to be expected */
  readonly until?: string;
  /** Why a manager refused it */
  readonly reason?: string;
}

export type NoticeKind =
  | 'confirmed'
  | 'requested'
  | 'refused'
  | 'expired'
  | 'moved'
  | 'superseded'
  | 'extended'
  | 'cancelled'
  | 'released'
  | 'restored'
  | 'offered'
  | 'series';

export interface CodeFacts {
  readonly code: string;
}

/** The instant by which a notice must have been read: an offer is for whoever takes it in time. */
export function concernOf(kind: NoticeKind, { from, until }: BookingFacts): Temporal.Instant {
  return Temporal.Instant.from(kind === 'offered' ? (until ?? from) : from);
}
