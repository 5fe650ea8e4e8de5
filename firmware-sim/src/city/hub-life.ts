import type { Beam } from '../device/door-counter.js';
import type { Millis } from '../device/desk-sensor.js';
import type { Random } from './random.js';
import { type Rhythm, unbookedShare } from './rhythm.js';

/** A booking that the simulated people know of. */
export interface KnownBooking {
  readonly hubId: string;
  readonly bookableId: string;
  readonly from: Millis;
  readonly to: Millis;
}

/** What the sensors of the hub have to sense. */
export interface Senses {
  readonly pulse: (bookableId: string, at: Millis) => void;
  readonly beam: (beam: Beam, at: Millis) => void;
}

interface Visitor {
  readonly bookableId: string;
  readonly leavesAt: Millis;
  readonly sitsAt: Millis;
  movesAt: Millis;
  pauseEndsAt: Millis;
}

const MINUTE = 60_000;
const NO_SHOW = 0.12;
/** Chance in a second that who sits goes for a coffee: once in an hour and a half. */
const COFFEE = 1 / 5400;

/** The people of one hub: some booked and come, some booked and do not, some sit down where nobody booked. */
export class HubLife {
  private readonly visitors = new Map<string, Visitor>();
  private readonly bookings = new Map<string, KnownBooking & { readonly comesAt: Millis }>();

  constructor(
    private readonly desks: readonly string[],
    private readonly random: Random,
    private readonly senses: Senses,
    private readonly rhythm: Rhythm,
    private readonly speed: number,
  ) {}

  get inside(): number {
    return this.visitors.size;
  }

  /** Somebody booked a desk, or changed their mind when `from` equals `to`. */
  book(booking: KnownBooking): void {
    const key = `${booking.bookableId}/${booking.from}`;
    if (booking.from >= booking.to) this.bookings.delete(key);
    else if (!this.bookings.has(key) && !this.random.chance(NO_SHOW))
      this.bookings.set(key, { ...booking, comesAt: booking.from + this.random.between(-4, 9) * MINUTE });
  }

  /** One second of life. */
  step(now: Millis): void {
    this.letBookedIn(now);
    this.letOthersIn(now);
    for (const visitor of this.visitors.values()) {
      if (now >= visitor.leavesAt) this.leave(visitor, now);
      else this.sit(visitor, now);
    }
  }

  private letBookedIn(now: Millis): void {
    for (const [key, { bookableId, comesAt, to }] of this.bookings) {
      if (now < comesAt) continue;
      this.bookings.delete(key);
      if (now < to) this.enter(bookableId, now, to + this.random.between(-15, 3) * MINUTE);
    }
  }

  private letOthersIn(now: Millis): void {
    const wanted = unbookedShare(this.rhythm, now) * this.desks.length;
    // Half a minute on average until the next one comes, so that a hub fills in minutes and not at a blow.
    if (this.visitors.size >= wanted || !this.random.chance(this.speed / 30)) return;
    const soon = new Set(
      [...this.bookings.values()].filter((b) => b.from < now + 60 * MINUTE).map((b) => b.bookableId),
    );
    const free = this.desks.filter((desk) => !this.visitors.has(desk) && !soon.has(desk));
    const desk = this.random.pick(free);
    if (desk !== undefined) this.enter(desk, now, now + (this.random.between(30, 200) * MINUTE) / this.speed);
  }

  private enter(bookableId: string, now: Millis, leavesAt: Millis): void {
    if (this.visitors.has(bookableId)) return;
    this.senses.beam('outer', now);
    this.senses.beam('inner', now + 400);
    const sitsAt = now + this.random.between(10, 40) * 1000;
    this.visitors.set(bookableId, { bookableId, leavesAt, sitsAt, movesAt: sitsAt, pauseEndsAt: 0 });
  }

  private leave(visitor: Visitor, now: Millis): void {
    this.visitors.delete(visitor.bookableId);
    this.senses.beam('inner', now);
    this.senses.beam('outer', now + 400);
  }

  private sit(visitor: Visitor, now: Millis): void {
    if (now < visitor.sitsAt || now < visitor.pauseEndsAt) return;
    if (this.random.chance(COFFEE)) visitor.pauseEndsAt = now + this.random.between(4, 11) * MINUTE;
    if (now < visitor.movesAt) return;
    this.senses.pulse(visitor.bookableId, now);
    // Hands and head move in bouts: a pulse is often followed by another.
    visitor.movesAt = now + (this.random.chance(0.6) ? 2000 : this.random.between(15, 90) * 1000);
  }
}
