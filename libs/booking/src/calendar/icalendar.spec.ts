import ICAL from 'ical.js';
import { Temporal, TimeRange } from '#libs/kernel';
import { datesOf, spanOn } from '../series/domain/recurrence.js';
import { type CalendarEntry, iCalendarOf } from './icalendar.js';

const RULE = {
  frequency: 'weekly',
  interval: 1,
  weekdays: [],
  monthlyBy: 'day',
  startDate: '2026-10-18',
  startTime: '01:30',
  endTime: '03:30',
  until: null,
  count: 26,
  exceptions: [],
  skipHolidays: false,
} as const;
const entry = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'booking-1@example.org',
  span: TimeRange.parse('2026-11-24T09:00:00Z', '2026-11-24T11:00:00Z'),
  sequence: 0,
  cancelled: false,
  summary: 'D1 – Central',
  place: { name: 'Central', address: 'Main street, 1; court', lat: 44.49, lon: 11.3 },
  url: 'https://example.org/prenotazioni',
  createdAt: Temporal.Instant.from('2026-11-23T08:00:00Z'),
  ...change,
});
const read = (text: string): ICAL.Event[] =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
const instant = (time: ICAL.Time): string => time.toJSDate().toISOString();

describe(iCalendarOf.name, () => {
  it('tells the right instants of a series over both changes of the clock to another program', () => {
    const spans = datesOf(RULE).map((date) => spanOn(date, RULE, 'Europe/Rome')!);
    const events = read(
      iCalendarOf(
        'Mine',
        spans.map((span, n) => entry({ uid: `booking-${n}@example.org`, span })),
      ),
    );
    expect(events.map(({ startDate, endDate }) => [instant(startDate), instant(endDate)])).toEqual(
      spans.map(({ start, end }) => [start, end].map((at) => new Date(at.epochMilliseconds).toISOString())),
    );
    const onSunday = (day: string): number => {
      const { startDate, endDate } = events.find(({ startDate: start }) => instant(start).startsWith(day))!;
      return (endDate.toJSDate().getTime() - startDate.toJSDate().getTime()) / 3_600_000;
    };
    expect([onSunday('2026-10-17'), onSunday('2026-10-24'), onSunday('2026-11-01'), onSunday('2027-03-28')]).toEqual([
      2, 3, 2, 1,
    ]);
  });

  it('has what Google, Outlook and Apple ask for, each line in at most 75 octets', () => {
    const text = iCalendarOf('My bookings', [
      entry({ summary: 'Caffè, però; più “lungo” '.repeat(10), sequence: 3, cancelled: true }),
    ]);
    for (const line of [
      'VERSION:2.0',
      'PRODID:-//Quindici//Quindici//EN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:My bookings',
      'DTSTAMP:20261123T080000Z',
      'DTSTART:20261124T090000Z',
      'DTEND:20261124T110000Z',
      'UID:booking-1@example.org',
      'SEQUENCE:3',
      'STATUS:CANCELLED',
      'GEO:44.49;11.3',
    ])
      expect(text.split('\r\n')).toContain(line);
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const [event] = read(text);
    expect(event!.summary).toBe('Caffè, però; più “lungo” '.repeat(10));
    expect(event!.location).toContain('Main street, 1; court');
  });

  it('is the same text for the same entries, and lets no name put in lines of its own', () => {
    const sly = entry({ summary: 'D1\r\nEND:VEVENT\r\nBEGIN:VEVENT' });
    expect(iCalendarOf('Mine', [sly])).toBe(iCalendarOf('Mine', [sly]));
    expect(read(iCalendarOf('Mine', [sly]))).toHaveLength(1);
  });
});
