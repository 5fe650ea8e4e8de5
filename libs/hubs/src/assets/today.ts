import type { Clock } from '#libs/kernel';

/** Agreements are dated in the zone of the country whose cadastre describes the assets. */
const ZONE = 'Europe/Rome';

/** The day of the calendar, as `2026-11-23`. */
export const todayIn = (clock: Clock, zone = ZONE): string =>
  clock.now().toZonedDateTimeISO(zone).toPlainDate().toString();
