export type BookingsScope = 'upcoming' | 'series' | 'past';

export interface BookingsSearch {
  readonly scope?: Exclude<BookingsScope, 'upcoming'> | undefined;
}

export const parseBookingsSearch = ({ scope }: Readonly<Record<string, unknown>>): BookingsSearch => ({
  scope: scope === 'past' || scope === 'series' ? scope : undefined,
});
