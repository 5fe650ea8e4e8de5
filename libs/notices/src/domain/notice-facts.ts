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
}

export type NoticeKind =
  'confirmed' | 'moved' | 'superseded' | 'extended' | 'cancelled' | 'released' | 'restored' | 'offered';

export interface CodeFacts {
  readonly code: string;
}
