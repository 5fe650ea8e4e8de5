import { HoldService, WaitingListService } from '#libs/booking';
import {
  type BookingItem,
  createBookingSchema,
  createHoldSchema,
  type Hold,
  joinWaitingListSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { DomainError, Temporal } from '#libs/kernel';
import type { OutboxEvent } from '#libs/platform';
import { type Answered, faultsIn } from './booking-ledger.js';
import { actorOf, type BookingWorld } from './booking-world.js';
import type { TestDatabase } from './databases.js';
import { seeded } from './seeded.js';
import { type CityHub, people, smallCity } from './small-city.js';
import { overtakingsIn, type WaitingSnapshot, waitingSnapshot } from './waiting-fairness.js';

const NOW = '2026-11-23T06:00:00Z';
const OPENS = Temporal.Instant.from('2026-11-24T07:00:00Z');
const DESKS = 4;
/** After so many steps of each everybody stands still, and the line is looked at. */
const ROUND = 3;
/** What a client may be told; anything else is a fault of ours. */
const EXPECTED: ReadonlySet<string> = new Set([
  'bookable-taken',
  'nothing-as-wished',
  'already-booked',
  'already-ended',
  'already-waiting',
  'hold-ended',
]);

export interface ModelRun {
  readonly seed: number;
  readonly clients: number;
  /** of each client */
  readonly steps: number;
}

export interface ModelResult {
  readonly faults: readonly string[];
  readonly operations: number;
  /** How often each thing was done, and refused for what */
  readonly done: ReadonlyMap<string, number>;
}

/** Something held: by whom, or by whoever has the secret. */
interface Held {
  readonly hold: Hold;
  readonly from: string;
  readonly to: string;
  readonly secret: boolean;
}

/** One run: clients that do at random all that can be done, at the same time, on few desks; then what must hold is looked at. */
export async function runModel(db: TestDatabase, world: BookingWorld, run: ModelRun): Promise<ModelResult> {
  world.clock.set(Temporal.Instant.from(NOW));
  const city = await smallCity(db, { Central: { metres: 1000, desks: DESKS } });
  world.travel.useNetwork(city.metroId, city.network);
  world.directory.forget();
  const hub = city.hubs[0]!;
  const persons = (await people(db, run.clients)).map((id) => actorOf(id));
  const model = new BookingModel(world, hub);
  const clients = persons.map((person, n) => new Client(model, person, seeded(run.seed + n)));
  const faults: string[] = [];
  let before: WaitingSnapshot = await waitingSnapshot(db, hub.id);
  for (let step = 0; step < run.steps; step += ROUND) {
    const steps = Math.min(ROUND, run.steps - step);
    await Promise.all(clients.map((client) => client.steps(steps)));
    const after = await waitingSnapshot(db, hub.id);
    faults.push(...overtakingsIn(before, after));
    before = after;
  }
  for (let tries = 0; tries < 60 && (await heldIn(db, hub.id)) > 0; tries++) {
    world.clock.advance({ minutes: 16 });
    await world.housekeeping.sweep();
  }
  const held = await heldIn(db, hub.id);
  if (held > 0) faults.push(`${held} holds neither expired nor converted`);
  // From the table itself: readers wait for transactions of the whole server, also of other tests.
  const told = await db.source.query<OutboxEvent[]>(
    `SELECT topic, hub_id AS "hubId", payload FROM outbox WHERE hub_id = $1`,
    [hub.id],
  );
  faults.push(...model.faults, ...(await faultsIn(db, hub.id, model.answered, told)));
  faults.push(...(await waitingFaults(db, hub.id, told)));
  return { faults, operations: run.clients * run.steps, done: model.done };
}

class BookingModel {
  readonly answered: Answered[] = [];
  readonly faults: string[] = [];
  readonly done = new Map<string, number>();
  readonly holds: HoldService;
  readonly waiting: WaitingListService;

  constructor(
    readonly world: BookingWorld,
    readonly hub: CityHub,
  ) {
    this.holds = world.module.get(HoldService, { strict: false });
    this.waiting = world.module.get(WaitingListService, { strict: false });
  }

  /** Does something that may be refused. */
  async attempt<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      this.count(what);
      return result;
    } catch (error) {
      const code = error instanceof DomainError ? error.code : String(error);
      if (!EXPECTED.has(code)) this.faults.push(`${what}: ${code}`);
      this.count(`${what}: ${code}`);
      return undefined;
    }
  }

  private count(what: string): void {
    this.done.set(what, (this.done.get(what) ?? 0) + 1);
  }
}

class Client {
  private readonly mine: Answered[] = [];
  private held: Held[] = [];

  constructor(
    private readonly model: BookingModel,
    private readonly person: Actor,
    private readonly random: () => number,
  ) {}

  async steps(count: number): Promise<void> {
    for (let step = 0; step < count; step++) await this.step();
  }

  private async step(): Promise<void> {
    const { world, waiting, hub } = this.model;
    const dice = this.below(100);
    if (dice < 28) return this.book(this.items(), {});
    if (dice < 45) return this.cancel();
    if (dice < 58) return this.hold();
    if (dice < 68) return this.convert();
    if (dice < 71) return this.giveBack();
    if (dice < 82) return this.join();
    if (dice < 90) return this.answerOffer();
    if (dice < 94) {
      const waits = (await waiting.mine(this.person)).items.filter(({ status }) => status === 'waiting');
      const one = waits[this.below(waits.length)];
      if (one !== undefined) await this.model.attempt('leave', () => waiting.leave(this.person, hub.id, one.id));
      return;
    }
    if (dice < 97) world.clock.advance({ minutes: 1 + this.below(3) });
    else await this.model.attempt('sweep', () => world.housekeeping.sweep());
  }

  private async book(items: readonly object[], more: object, span = this.span()): Promise<void> {
    const { world, hub, answered } = this.model;
    const body = createBookingSchema.parse({ hubId: hub.id, items, ...span, ...more });
    const what = 'holdId' in more ? 'convert' : `book ${items.length}`;
    const booking = await this.model.attempt(what, () => world.bookings.book(this.person, body));
    if (booking === undefined) return;
    const { id, from, to, bookables } = booking;
    const one = {
      id,
      personId: this.person.personId,
      bookableIds: bookables.map((each) => each.id),
      from,
      to,
      cancelled: false,
    };
    this.mine.push(one);
    answered.push(one);
  }

  private async cancel(): Promise<void> {
    const { world, hub } = this.model;
    const live = this.mine.filter(({ cancelled }) => !cancelled);
    const one = live[this.below(live.length)];
    if (one === undefined) return;
    await this.model.attempt('cancel', async () => {
      await world.bookings.cancel(this.person, hub.id, one.id);
      one.cancelled = true;
    });
  }

  private async hold(): Promise<void> {
    const span = this.span();
    const secret = this.random() < 0.5;
    const request = createHoldSchema.parse({ items: this.items(), ...span });
    const hold = await this.model.attempt('hold', () =>
      this.model.holds.hold(secret ? null : this.person, this.model.hub.id, request),
    );
    if (hold !== undefined) this.held.push({ hold, secret, ...span });
  }

  /** Now and then what was shown before: that must be refused. */
  private async convert(): Promise<void> {
    const held = this.take();
    if (held === undefined) return;
    const { hold, from, to, secret } = held;
    const items = hold.bookables.map(({ id }) => ({ bookableId: id }));
    const more = { holdId: hold.id, ...(secret ? { holdSecret: hold.secret } : {}) };
    await this.book(items, more, { from, to });
  }

  private async giveBack(): Promise<void> {
    const held = this.take();
    if (held === undefined) return;
    const { hold, secret } = held;
    await this.model.attempt('give back', () =>
      this.model.holds.giveBack(
        secret ? null : this.person,
        this.model.hub.id,
        hold.id,
        secret ? hold.secret : undefined,
      ),
    );
  }

  private async join(): Promise<void> {
    const item: BookingItem | object = this.random() < 0.5 ? { kind: 'desk' } : this.desk();
    const request = joinWaitingListSchema.parse({ item, ...this.span() });
    await this.model.attempt('join', () => this.model.waiting.join(this.person, this.model.hub.id, request));
  }

  private async answerOffer(): Promise<void> {
    const { waiting, hub } = this.model;
    const offers = (await waiting.mine(this.person)).items.filter(({ offer }) => offer !== null);
    const one = offers[this.below(offers.length)];
    if (one === undefined) return;
    if (this.random() < 0.3) {
      await this.model.attempt('decline', () => waiting.leave(this.person, hub.id, one.id));
      return;
    }
    const { from, to, offer } = one;
    await this.book([{ bookableId: offer!.bookable.id }], { holdId: offer!.holdId }, { from, to });
  }

  private take(): Held | undefined {
    const one = this.held[this.below(this.held.length)];
    if (this.random() < 0.8) this.held = this.held.filter((each) => each !== one);
    return one;
  }

  private items(): readonly object[] {
    const dice = this.random();
    if (dice < 0.6) return [this.desk()];
    if (dice < 0.8) return [{ kind: 'desk' }];
    return dice < 0.9 ? [{ kind: 'desk', count: 2 }] : [this.desk(), { kind: 'desk' }];
  }

  private span(): { readonly from: string; readonly to: string } {
    const first = this.below(10);
    const from = OPENS.add({ minutes: 30 * first });
    return { from: from.toString(), to: from.add({ minutes: 30 * (1 + this.below(4)) }).toString() };
  }

  private desk(): { readonly bookableId: string } {
    return { bookableId: this.model.hub.desks[this.below(DESKS)]!.id };
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}

async function heldIn(db: TestDatabase, hubId: string): Promise<number> {
  const [row] = await db.source.query<{ n: number }[]>(
    `SELECT count(*)::integer AS n FROM claim WHERE hub_id = $1 AND status = 'held'`,
    [hubId],
  );
  return row!.n;
}

/** An offer is told once and ends; what was converted is a booking of that person. */
async function waitingFaults(
  db: TestDatabase,
  hubId: string,
  told: readonly OutboxEvent[],
): Promise<readonly string[]> {
  const rows = await db.source.query<{ id: string; status: string; hold_id: string | null; own: boolean | null }[]>(
    `SELECT entry.id, entry.status, entry.hold_id,
            (SELECT booking.person_id = entry.person_id FROM claim JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
              WHERE claim.hub_id = entry.hub_id AND claim.hold_id = entry.hold_id) AS own
       FROM waiting_entry AS entry WHERE entry.hub_id = $1`,
    [hubId],
  );
  const offers = told.filter(({ topic, payload }) => topic === 'waiting' && payload.change === 'offered');
  return rows.flatMap(({ id, status, hold_id: holdId, own }) => {
    const times = offers.filter(({ payload }) => payload.entryId === id).length;
    return [
      ...(times === (holdId === null ? 0 : 1) ? [] : [`offered ${times} times: ${id}`]),
      ...(status === 'offered' ? [`still offered: ${id}`] : []),
      ...((status === 'converted') === (own === true)
        ? []
        : [`${status}, and booked by its person: ${String(own)}: ${id}`]),
    ];
  });
}
