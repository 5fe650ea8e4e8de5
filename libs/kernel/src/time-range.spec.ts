import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { TimeRange } from './time-range.js';

const range = (from: number, to: number): TimeRange =>
  TimeRange.of(Temporal.Instant.fromEpochMilliseconds(from), Temporal.Instant.fromEpochMilliseconds(to));
const ranges = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([start, length]) => range(start, start + length));

describe(TimeRange.name, () => {
  it('refuses an end that is not after the start', () => {
    expect(() => range(5, 5)).toThrow(RangeError);
    expect(() => range(5, 4)).toThrow(RangeError);
  });

  it('does not overlap a range that starts where it ends', () => {
    expect(range(0, 10).overlaps(range(10, 20))).toBe(false);
  });

  it('overlaps exactly when some instant lies in both', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const later = Temporal.Instant.compare(a.start, b.start) > 0 ? a.start : b.start;
        return a.overlaps(b) === (a.contains(later) && b.contains(later));
      }),
    );
  });

  it('covers only what it contains from the first instant to the last', () => {
    expect(range(0, 10).covers(range(0, 10))).toBe(true);
    expect(range(0, 10).covers(range(5, 11))).toBe(false);
  });

  it('writes itself as PostgreSQL reads a half-open range', () => {
    expect(range(0, 60_000).toString()).toBe('[1970-01-01T00:00:00Z,1970-01-01T00:01:00Z)');
  });
});

describe('written', () => {
  it('is what Temporal writes, to the nanosecond', () => {
    const nanoseconds = fc.bigInt({ min: -(10n ** 18n), max: 7n * 10n ** 18n });
    const whole = fc.bigInt({ min: -(10n ** 9n), max: 7n * 10n ** 9n }).map((seconds) => seconds * 10n ** 9n);
    fc.assert(
      fc.property(fc.oneof(nanoseconds, whole), fc.bigInt({ min: 1n, max: 10n ** 15n }), (at, length) => {
        const [start, end] = [at, at + length].map((value) => Temporal.Instant.fromEpochNanoseconds(value));
        const span = TimeRange.of(start!, end!);
        expect(span.written).toEqual({ from: start!.toString(), to: end!.toString() });
        expect(span.seconds).toBeCloseTo(end!.since(start!).total('seconds'), 9);
      }),
    );
  });
});
