import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Temporal, TimeRange } from '#libs/kernel';

/** One thing in a calendar. */
export interface CalendarEntry {
  /** The same for ever, whatever becomes of it */
  readonly uid: string;
  readonly span: TimeRange;
  /** More than it was, whenever it was changed */
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly summary: string;
  readonly description?: string;
  readonly place: { readonly name: string; readonly address: string; readonly lat: number; readonly lon: number };
  readonly url?: string;
  readonly createdAt: Temporal.Instant;
}

const REFRESH_SECONDS = 15 * 60;

/**
 * An iCalendar file (RFC 5545) that Google, Outlook and Apple read alike. Each entry stands by itself in UTC: no recurrence rule and no time zone that a
 * reader could know otherwise than we do. What it says hangs on the entries alone, so that it is the same text until one of them changes.
 */
export function iCalendarOf(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'Quindici', product: 'Quindici', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const { uid, span, sequence, cancelled, summary, description, place, url, createdAt } of entries)
    calendar.createEvent({
      id: uid,
      start: dateOf(span.start),
      end: dateOf(span.end),
      stamp: dateOf(createdAt),
      sequence,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      summary,
      ...(description === undefined ? {} : { description }),
      location: { title: place.name, address: place.address, geo: { lat: place.lat, lon: place.lon } },
      ...(url === undefined ? {} : { url }),
    });
  return calendar.toString();
}

/** The generator writes a Date in UTC as long as the calendar is given no time zone. */
const dateOf = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);
