import fc from 'fast-check';
import { Temporal } from '#libs/kernel';
import { bannedUntil, strikeExpires } from './strikes.js';

const RULE = { withinDays: 30, most: 3, banDays: 7 };
const at = (day: number): Temporal.Instant => Temporal.Instant.from('2026-11-01T10:00:00Z').add({ hours: 24 * day });
const until = (days: readonly number[], now: number): string | null =>
  bannedUntil(days.map(at), RULE, at(now))?.toString() ?? null;

describe(bannedUntil.name, () => {
  it.each<[string, readonly number[], number, number | null]>([
    ['two strikes', [1, 2], 3, null],
    ['three in a month, for a week from the third', [1, 2, 5], 6, 12],
    ['three in a month, once the week is over', [1, 2, 5], 12, null],
    ['three in more than a month', [1, 2, 33], 34, null],
    ['a fourth one, which begins a week of its own', [1, 2, 5, 9], 10, 16],
    ['strikes told in another order', [5, 1, 2], 6, 12],
  ])('judges %s', (_, days, now, end) => {
    expect(until(days, now)).toBe(end === null ? null : at(end).toString());
  });

  it('looks at no strike that has expired', () => {
    const days = fc.array(fc.nat(80), { maxLength: 12 });
    fc.assert(
      fc.property(days, fc.integer({ min: 80, max: 100 }), (given, now) => {
        const kept = given.filter((day) => Temporal.Instant.compare(at(now), strikeExpires(at(day), RULE)) < 0);
        expect(until(kept, now)).toBe(until(given, now));
      }),
    );
  });
});
