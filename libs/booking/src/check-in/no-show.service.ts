import { Injectable } from '@nestjs/common';
import type { BookableKind } from '#libs/contracts';
import { AuditTrail } from '#libs/identity';
import { Clock, Temporal } from '#libs/kernel';
import { type RemovalId, type Remover, SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import { ClaimLedger } from '../claim-ledger.js';
import { releasedAt } from '../domain/check-in-rules.js';
import { strikeExpires } from '../domain/strikes.js';
import { type LockedStay, StayRepository } from '../persistence/stay.repository.js';
import { StrikeRepository } from '../persistence/strike.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { policyFor } from '../policy-for.js';
import { presenceRulesOf } from './presence-rules.js';

const BATCH = 500;

interface Grace {
  readonly kind: BookableKind;
  readonly minutes: number;
}

/** Frees what was booked and to which nobody came. Any number of workers may run it at once; who checks in at the same moment either keeps the booking or finds it released. */
@Injectable()
export class NoShowService {
  readonly removers: Readonly<Record<Extract<RemovalId, 'strikes' | 'appeals'>, Remover>>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly stays: StayRepository,
    private readonly strikes: StrikeRepository,
    private readonly ledger: ClaimLedger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {
    this.removers = {
      strikes: (tx, before) => strikes.purge(tx, before),
      appeals: (tx, before) => strikes.purgeAppeals(tx, before),
    };
  }

  /** @returns how many bookings it released */
  async sweep(): Promise<number> {
    const now = this.clock.now().round('millisecond');
    const hubs = await this.unitOfWork.run(SYSTEM, (tx) => this.stays.hubsThatWait(tx, now));
    let released = 0;
    for (const hubId of hubs) {
      const places = await this.places.find(hubId, []);
      const graces = gracesOf(places);
      if (graces.length === 0) continue;
      let ofBatch: number;
      do {
        ofBatch = await this.unitOfWork.run(SYSTEM, (tx) => this.releaseBatch(tx, places, graces, now));
        released += ofBatch;
      } while (ofBatch > 0);
    }
    return released;
  }

  private async releaseBatch(
    tx: Tx,
    places: HubPlaces,
    graces: readonly Grace[],
    now: Temporal.Instant,
  ): Promise<number> {
    const unchecked = await this.stays.lockUnchecked(tx, places.hub.id, now, graces, BATCH);
    const due = unchecked.filter((stay) => isDue(stay, places, now));
    if (due.length === 0) return 0;
    const ids = due.map(({ bookingId }) => bookingId);
    const ended = await this.ledger.release(tx, places.hub.id, ids);
    const released = due.filter(({ bookingId }) => ended.has(bookingId));
    await this.stays.markNoShows(tx, released, now);
    await this.strike(tx, released, places, now);
    for (const { bookingId, hubId, personId } of released)
      await this.audit.done(tx, {
        action: 'booking.released',
        organisationId: places.rules.organisationId,
        hubId,
        subjectId: personId,
        object: `booking/${bookingId}`,
        detail: { reason: 'no-show' },
      });
    return released.length;
  }

  /** Where the rules count no strikes, none is written down. */
  private async strike(
    tx: Tx,
    released: readonly LockedStay[],
    places: HubPlaces,
    at: Temporal.Instant,
  ): Promise<void> {
    const strikes = released.flatMap(({ hubId, bookingId, personId, parts }) => {
      const rule = presenceRulesOf(places, parts).strikes;
      return rule === null ? [] : [{ hubId, bookingId, personId, at, expiresAt: strikeExpires(at, rule) }];
    });
    await this.strikes.insert(tx, strikes);
  }
}

/** The shortest of each kind, in whatever space: what is due by its own rules is told apart afterwards. */
function gracesOf(places: HubPlaces): readonly Grace[] {
  const shortest = new Map<BookableKind, number>();
  for (const { kind, spaceId } of places.bookables.values()) {
    const minutes = policyFor(places, kind, { spaceId }).noShowAfterMinutes;
    if (minutes !== null) shortest.set(kind, Math.min(minutes, shortest.get(kind) ?? Infinity));
  }
  return [...shortest].map(([kind, minutes]) => ({ kind, minutes }));
}

function isDue({ span, parts, onMyWayAt }: LockedStay, places: HubPlaces, now: Temporal.Instant): boolean {
  const at = releasedAt(span, onMyWayAt !== null, presenceRulesOf(places, parts));
  return at !== null && Temporal.Instant.compare(at, now) <= 0;
}
