import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type CloseHub,
  type Closure,
  type ClosurePage,
  type ClosurePreview,
  type ClosuresQuery,
  idSchema,
  instantSchema,
  type PreviewClosure,
} from '#libs/contracts';
import { Actor, type Caller, requireInHub } from '#libs/identity';
import { Clock, newId, Temporal, TimeRange } from '#libs/kernel';
import { decodeCursor, encodeCursor, onBehalfOf, pageOfRows, type Tx, UnitOfWork } from '#libs/platform';
import { SpaceNotFound } from '../domain/policy-errors.js';
import { Idempotency } from '../idempotency.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { ClosureInThePast, ClosureNotFound, ClosureRaced, ClosureTooLarge } from './closure-errors.js';
import { type ClosurePlan, ClosurePlanner } from './closure-planner.js';
import { type ClosureOrder, ClosureWriter } from './closure-writer.js';
import { ClosureRepository } from './closure.repository.js';
import { type HitBooking, HitRepository } from './hit.repository.js';

const MOST = 500;
const ATTEMPTS = 3;
const cursorShape = z.tuple([instantSchema, idSchema]);

interface Aim {
  readonly places: HubPlaces;
  readonly zone: readonly string[];
  readonly span: TimeRange;
  readonly hits: readonly HitBooking[];
  readonly holds: number;
  readonly now: Temporal.Instant;
}

/** Managers close a zone for a time. What it does to bookings they see before, and nobody's name. */
@Injectable()
export class ClosureService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly bookings: BookingRepository,
    private readonly idempotency: Idempotency,
    private readonly planner: ClosurePlanner,
    private readonly writer: ClosureWriter,
    private readonly closures: ClosureRepository,
    private readonly rows: HitRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws HubNotFound, NotAllowed, SpaceNotFound, ClosureInThePast, ClosureTooLarge */
  async preview(caller: Caller, hubId: string, request: PreviewClosure): Promise<ClosurePreview> {
    const { places, zone, hits, holds, now } = await this.aim(caller, hubId, request);
    const plan = await this.planner.plan(places, new Set(zone), hits, now);
    const items = hits.flatMap(({ bookingId, during, hit }) =>
      hit.map(({ id, bookableId }) => {
        const { kind, label, spaceName } = places.bookables.get(bookableId)!;
        const from = during.start.toString();
        const to = during.end.toString();
        return { bookingId, bookableId, kind, label, spaceName, from, to, place: plan.get(id) ?? null };
      }),
    );
    return { items, holds, next: null };
  }

  /**
   * @param idempotencyKey of a person: the same key with the same request gives the same closure again, for a day
   * @throws HubNotFound, NotAllowed, SpaceNotFound, ClosureInThePast, ClosureTooLarge, ClosureRaced, IdempotencyKeyReused, InvalidIdempotencyKey
   */
  async close(caller: Caller, hubId: string, request: CloseHub, idempotencyKey?: string): Promise<Closure> {
    for (let attempt = 1; ; attempt++) {
      const order = await this.orderFor(caller, hubId, request);
      try {
        return await this.once(caller, order, request, idempotencyKey);
      } catch (error) {
        if (!(error instanceof ClosureRaced) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** @throws HubNotFound, NotAllowed, ClosureNotFound */
  async show(caller: Caller, hubId: string, closureId: string): Promise<Closure> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    const closure = await this.unitOfWork.run(caller.context, (tx) => this.closures.one(tx, hubId, closureId));
    if (closure === undefined) throw new ClosureNotFound();
    return closure;
  }

  /** @throws HubNotFound, NotAllowed, UnknownCursor */
  async list(caller: Caller, hubId: string, query: ClosuresQuery): Promise<ClosurePage> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    const [from, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, cursorShape);
    const after = from === undefined || id === undefined ? null : { from, id };
    const rows = await this.unitOfWork.run(caller.context, (tx) => this.closures.page(tx, hubId, query, after));
    return pageOfRows(
      rows,
      query.limit,
      (row) => row,
      (row) => encodeCursor(row.from, row.id),
    );
  }

  private async aim(caller: Caller, hubId: string, { spaceId, from, to }: PreviewClosure): Promise<Aim> {
    const places = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', places.rules);
    const now = this.clock.now().round({ smallestUnit: 'second', roundingMode: 'ceil' });
    const asked = TimeRange.parse(from, to);
    if (Temporal.Instant.compare(asked.end, now) <= 0) throw new ClosureInThePast();
    const span = Temporal.Instant.compare(asked.start, now) < 0 ? TimeRange.of(now, asked.end) : asked;
    const { zone, hits, holds } = await this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const ids = await this.rows.zone(tx, hubId, spaceId);
      const held = await this.rows.holds(tx, hubId, ids, span);
      return { zone: ids, hits: await this.rows.hits(tx, hubId, ids, span), holds: held.length };
    });
    if (zone.length === 0) throw new SpaceNotFound();
    if (hits.length > MOST) throw new ClosureTooLarge(hits.length, MOST);
    // The zone is read as it is now: what the directory does not know yet it reads again.
    return { places: await this.places.find(hubId, zone), zone, span, hits, holds, now };
  }

  /** All that must be asked before the transaction: what it asks opens its own. */
  private async orderFor(caller: Caller, hubId: string, request: CloseHub): Promise<ClosureOrder> {
    const { places, zone, span, hits, now } = await this.aim(caller, hubId, request);
    const { affected, reason, spaceId } = request;
    const plan: ClosurePlan =
      affected === 'move' ? await this.planner.plan(places, new Set(zone), hits, now) : new Map();
    const elsewhere = new Map<string, HubPlaces>();
    for (const place of plan.values())
      if (place.hubId !== places.hub.id && !elsewhere.has(place.hubId))
        elsewhere.set(place.hubId, await this.places.find(place.hubId, [place.bookableId]));
    const createdBy = caller instanceof Actor ? caller.personId : null;
    const closure = {
      hubId: places.hub.id,
      id: newId(),
      spaceId,
      span,
      reason,
      createdBy,
      createdAt: this.clock.now().round('millisecond'),
    };
    const leaving = hits.filter(({ hit }) => hit.some(({ id }) => elsewhere.has(plan.get(id)?.hubId ?? '')));
    return {
      closure,
      places,
      zone,
      affected,
      plan,
      elsewhere,
      leaving: leaving.flatMap(({ personId }) => personId ?? []),
    };
  }

  private once(caller: Caller, order: ClosureOrder, request: CloseHub, key: string | undefined): Promise<Closure> {
    const context = onBehalfOf(caller.context);
    if (caller instanceof Actor) {
      const keyed = { personId: caller.personId, key, hash: hashOf(order.closure.hubId, request) };
      return this.idempotency.once(context, keyed, (tx) => this.write(tx, order), order.leaving);
    }
    return this.unitOfWork.run(context, async (tx) => {
      await this.bookings.lock(tx, [...new Set(order.leaving)].toSorted());
      return this.write(tx, order);
    });
  }

  /** Persons who change hubs are locked by now. Whoever books in the zone waits for the bookables, and finds them closed. */
  private async write(tx: Tx, order: ClosureOrder): Promise<Closure> {
    const { closure, zone, plan } = order;
    const involved = new Set([...zone, ...[...plan.values()].map(({ bookableId }) => bookableId)]);
    await this.bookings.lock(tx, [...involved].toSorted());
    const hits = await this.rows.lockHits(tx, closure.hubId, zone, closure.span);
    if (hits.length > MOST) throw new ClosureTooLarge(hits.length, MOST);
    await this.writer.write(tx, order, hits);
    return (await this.closures.one(tx, closure.hubId, closure.id))!;
  }
}

function hashOf(hubId: string, { spaceId, from, to, reason, affected }: CloseHub): Buffer {
  const instants = [from, to].map((text) => Temporal.Instant.from(text).toString());
  return createHash('sha256')
    .update(JSON.stringify(['close-hub', hubId, spaceId?.toLowerCase() ?? null, ...instants, reason, affected]))
    .digest();
}
