import { WaitingListService } from '#libs/booking';
import { type CreateBooking, joinWaitingListSchema, type WaitingEntry } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
import type { OutboxEvent } from '#libs/platform';
import { actorOf, type BookingWorld } from './booking-world.js';
import type { TestDatabase } from './databases.js';
import { type CityHub, people, smallCity } from './small-city.js';
import { listen } from './told.js';

/** A hub in which people wait. */
export class WaitingGround {
  readonly waiting: WaitingListService;

  private constructor(
    readonly db: TestDatabase,
    readonly world: BookingWorld,
    readonly hubs: readonly CityHub[],
    private readonly heard: Awaited<ReturnType<typeof listen>>,
  ) {
    this.waiting = world.module.get(WaitingListService, { strict: false });
  }

  static async open(db: TestDatabase, world: BookingWorld, now: string, desks: number): Promise<WaitingGround> {
    world.clock.set(Temporal.Instant.from(now));
    const city = await smallCity(db, { Central: { metres: 1000, desks }, Near: { metres: 1300, desks: 1 } });
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
    return new WaitingGround(db, world, city.hubs, await listen(db, city.hubs[0]!.id));
  }

  get hub(): CityHub {
    return this.hubs[0]!;
  }

  async persons(count: number): Promise<readonly Actor[]> {
    return (await people(this.db, count)).map((id) => actorOf(id));
  }

  /** On 24 November 2026, in hours UTC. */
  ask(desk: number, from: number, to: number, hub = this.hub): CreateBooking {
    const at = (hour: number): string => `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`;
    return { hubId: hub.id, items: [{ bookableId: hub.desks[desk]!.id }], from: at(from), to: at(to) };
  }

  /** @param desk null: any desk */
  join(person: Actor, desk: number | null, from: number, to: number, more: object = {}): Promise<WaitingEntry> {
    const { items, from: begins, to: ends } = this.ask(desk ?? 0, from, to);
    const item = desk === null ? { kind: 'desk', ...more } : items[0];
    const request = joinWaitingListSchema.parse({ item, from: begins, to: ends });
    return this.waiting.join(person, this.hub.id, request);
  }

  async entryOf(person: Actor): Promise<WaitingEntry> {
    return (await this.waiting.mine(person)).items[0]!;
  }

  /** Takes what is offered. */
  async accept(person: Actor): Promise<{ readonly id: string }> {
    const { hub, from, to, offer } = await this.entryOf(person);
    const items = [{ bookableId: offer!.bookable.id }];
    return this.world.bookings.book(person, { hubId: hub.id, items, from, to, holdId: offer!.holdId });
  }

  async told(topic: OutboxEvent['topic']): Promise<readonly OutboxEvent['payload'][]> {
    return (await this.heard()).filter((event) => event.topic === topic).map(({ payload }) => payload);
  }

  async code(work: Promise<unknown>): Promise<string> {
    return work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  }
}
