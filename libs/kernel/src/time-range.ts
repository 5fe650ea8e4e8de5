import { Temporal } from 'temporal-polyfill';

/** Half-open interval [start, end) of instants: touching ranges do not overlap. */
export class TimeRange {
  #texts: { readonly from: string; readonly to: string } | undefined;

  private constructor(
    readonly start: Temporal.Instant,
    readonly end: Temporal.Instant,
  ) {}

  /** @throws RangeError unless start lies before end */
  static of(start: Temporal.Instant, end: Temporal.Instant): TimeRange {
    if (Temporal.Instant.compare(start, end) >= 0) throw new RangeError('A time range must end after it starts');
    return new TimeRange(start, end);
  }

  /** From two RFC 3339 instants. */
  static parse(start: string, end: string): TimeRange {
    return TimeRange.of(Temporal.Instant.from(start), Temporal.Instant.from(end));
  }

  get seconds(): number {
    return Number(this.end.epochNanoseconds - this.start.epochNanoseconds) / 1e9;
  }

  contains(instant: Temporal.Instant): boolean {
    return Temporal.Instant.compare(this.start, instant) <= 0 && Temporal.Instant.compare(instant, this.end) < 0;
  }

  covers(other: TimeRange): boolean {
    return Temporal.Instant.compare(this.start, other.start) <= 0 && Temporal.Instant.compare(other.end, this.end) <= 0;
  }

  overlaps(other: TimeRange): boolean {
    return Temporal.Instant.compare(this.start, other.end) < 0 && Temporal.Instant.compare(other.start, this.end) < 0;
  }

  /** Both instants as the API writes them. */
  get written(): { readonly from: string; readonly to: string } {
    return (this.#texts ??= { from: text(this.start), to: text(this.end) });
  }

  /** As PostgreSQL writes a tstzrange, e.g. `[2026-03-29T08:00:00Z,2026-03-29T10:00:00Z)`. */
  toString(): string {
    const { from, to } = this.written;
    return `[${from},${to})`;
  }
}

const NANOSECONDS = 1_000_000_000n;

/** As Temporal writes it. Whole seconds, of which bookings are made, are written by Date: a tenth of the time. */
function text(instant: Temporal.Instant): string {
  if (instant.epochNanoseconds % NANOSECONDS !== 0n) return instant.toString();
  return `${new Date(instant.epochMilliseconds).toISOString().slice(0, -5)}Z`;
}
