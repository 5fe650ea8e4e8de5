import fc from 'fast-check';
import { DomainError, Temporal, TimeRange } from '#libs/kernel';
import { OffTheGrid } from './booking-errors.js';
import { BOOKING_POLICY } from './booking-policy.js';
import { assertBookable, earliestStart } from './booking-rules.js';

const ROME = 'Europe/Rome';
const NOW = Temporal.Instant.from('2026-11-23T09:07:30Z');
const refusal = (from: string, to: string, now = NOW, zone = ROME): string | null => {
  try {
    assertBookable(TimeRange.parse(from, to), now, zone, BOOKING_POLICY);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

describe(assertBookable.name, () => {
  it.each([
    ['a quarter of an hour', '2026-11-23T10:00:00Z', '2026-11-23T10:15:00Z', null],
    ['twelve hours', '2026-11-24T07:00:00Z', '2026-11-24T19:00:00Z', null],
    ['the quarter that has just begun', '2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z', null],
    ['a quarter that began too long ago', '2026-11-23T08:45:00Z', '2026-11-23T10:00:00Z', 'in-the-past'],
    ['yesterday', '2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z', 'in-the-past'],
    ['five minutes', '2026-11-23T10:00:00Z', '2026-11-23T10:05:00Z', 'too-short'],
    ['twelve hours and a quarter', '2026-11-24T07:00:00Z', '2026-11-24T19:15:00Z', 'too-long'],
    ['a start off the quarter hour', '2026-11-23T10:05:00Z', '2026-11-23T11:00:00Z', 'off-the-grid'],
    ['a second too many', '2026-11-23T10:00:00Z', '2026-11-23T11:00:01Z', 'off-the-grid'],
    ['the sixtieth day, late in the evening', '2027-01-22T22:00:00Z', '2027-01-22T22:45:00Z', null],
    ['the sixty-first day', '2027-01-22T23:00:00Z', '2027-01-23T00:00:00Z', 'too-far-ahead'],
    ['the year 2199', '2199-01-01T00:00:00Z', '2199-01-01T01:00:00Z', 'too-far-ahead'],
  ])('judges %s', (_, from, to, expected) => {
    expect(refusal(from, to)).toBe(expected);
  });

  it('names the quarter hours around a span that is off the grid', () => {
    const span = TimeRange.parse('2026-11-23T10:05:00Z', '2026-11-23T10:50:00Z');
    const refused = new OffTheGrid(15, TimeRange.parse('2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z'));
    expect(() => assertBookable(span, NOW, ROME, BOOKING_POLICY)).toThrow(refused.message);
  });

  it('counts the grid on the wall clock of a zone that lies three quarters off the hour', () => {
    expect(refusal('2026-11-24T04:15:00Z', '2026-11-24T05:15:00Z', NOW, 'Asia/Kathmandu')).toBe(null);
  });

  it('lets the doubled hour of October be booked in full, and once only', () => {
    const now = Temporal.Instant.from('2026-10-24T20:00:00Z');
    expect(refusal('2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z', now)).toBe(null);
    expect(refusal('2026-10-25T00:50:00Z', '2026-10-25T01:00:00Z', now)).toBe('too-short');
    expect(() =>
      assertBookable(TimeRange.parse('2026-10-25T00:40:00Z', '2026-10-25T00:59:00Z'), now, ROME, BOOKING_POLICY),
    ).toThrow('ask for 2026-10-25T00:30:00Z to 2026-10-25T01:00:00Z');
  });

  it('accepts what it offers in place of a span off the grid, at every minute of both clock changes', () => {
    const offGrid = fc.tuple(
      fc.constantFrom('2026-10-24T22:00:00Z', '2027-03-27T22:00:00Z'),
      fc.integer({ min: 0, max: 8 * 60 }),
      fc.integer({ min: 15, max: 6 * 60 }),
    );
    fc.assert(
      fc.property(offGrid, ([base, after, minutes]) => {
        const now = Temporal.Instant.from(base);
        const start = now.add({ minutes: after });
        const span = TimeRange.of(start, start.add({ minutes }));
        try {
          assertBookable(span, now, ROME, BOOKING_POLICY);
        } catch (error) {
          expect(error).toBeInstanceOf(OffTheGrid);
          const { from, to } = (error as OffTheGrid).details.accepted as { from: string; to: string };
          expect(refusal(from, to, now)).toBe(null);
          expect(TimeRange.parse(from, to).covers(span)).toBe(true);
          expect(TimeRange.parse(from, to).seconds - span.seconds).toBeLessThan(2 * 15 * 60);
        }
      }),
    );
  });

  it('accepts a booking from the earliest start it names, whatever the time is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 86_400 }), (seconds) => {
        const now = Temporal.Instant.from('2026-06-01T00:00:00Z').add({ seconds });
        const start = earliestStart(now, ROME, BOOKING_POLICY);
        const before = start.subtract({ minutes: 15 });
        expect(refusal(start.toString(), start.add({ hours: 1 }).toString(), now)).toBe(null);
        expect(refusal(before.toString(), start.toString(), now)).toBe('in-the-past');
      }),
    );
  });
});
