import { Temporal } from 'temporal-polyfill';

/** An instant as the database driver gives it, to the millisecond. */
export const instantOf = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
