export interface BookingsSearch {
  readonly scope?: 'past' | undefined;
}

export const parseBookingsSearch = (raw: Readonly<Record<string, unknown>>): BookingsSearch => ({
  scope: raw.scope === 'past' ? 'past' : undefined,
});
