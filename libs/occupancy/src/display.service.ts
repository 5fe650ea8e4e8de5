import { Injectable } from '@nestjs/common';
import { type Claim, ClaimRepository } from '#libs/booking';
import type { DisplayDesk, HubDisplay, LiveDesk } from '#libs/contracts';
import { HubNotFound, HubRepository, isOpen } from '#libs/hubs';
import { type Caller, requireInHub } from '#libs/identity';
import { Clock, Temporal, TimeRange } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { dayOfDesk } from './domain/day-of-desk.js';
import { liveDesk } from './live-desk.js';
import { PresenceRepository } from './persistence/presence.repository.js';

/** What the tablet at the door of a hub shows to whoever stands before it. */
@Injectable()
export class DisplayService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hubs: HubRepository,
    private readonly claims: ClaimRepository,
    private readonly presences: PresenceRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws HubNotFound, NotAllowed */
  async display(caller: Caller, hubId: string): Promise<HubDisplay> {
    const now = this.clock.now();
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const rules = await this.hubs.rules(tx, hubId);
      if (rules === undefined) throw new HubNotFound(hubId);
      requireInHub(caller, 'hub.display', rules);
      const today = TimeRange.of(now, midnightAfter(now, rules.timeZone));
      const claims = byDesk(await this.claims.activeOfHub(tx, hubId, today));
      const presences = new Map((await this.presences.ofHub(tx, hubId)).map((desk) => [desk.bookableId, desk]));
      const desks = (await this.hubs.bookablesOfHub(tx, hubId))
        .filter(({ kind }) => kind === 'desk')
        .map((desk) => {
          const ofDesk = claims.get(desk.id) ?? [];
          const running = ofDesk.find(({ during }) => during.contains(now));
          return displayDesk(liveDesk(desk, running, presences.get(desk.id), now.epochMilliseconds), ofDesk, now);
        });
      return {
        hubId,
        timeZone: rules.timeZone,
        at: now.toString(),
        open: isOpen(rules.openingWindows, rules.timeZone, TimeRange.of(now, now.add({ seconds: 1 }))),
        totals: totalsOf(desks),
        desks,
      };
    });
  }
}

const midnightAfter = (now: Temporal.Instant, timeZone: string): Temporal.Instant =>
  now.toZonedDateTimeISO(timeZone).startOfDay().add({ days: 1 }).toInstant();

function byDesk(claims: readonly Claim[]): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const claim of claims) found.set(claim.bookableId, [...(found.get(claim.bookableId) ?? []), claim]);
  return found;
}

function displayDesk(live: LiveDesk, claims: readonly Claim[], now: Temporal.Instant): DisplayDesk {
  const { freeFrom, heldFrom } = dayOfDesk(
    claims.map(({ during }) => during),
    now,
  );
  return {
    bookableId: live.bookableId,
    label: live.label,
    spaceId: live.spaceId,
    state: stateOf(live),
    freeFrom: freeFrom?.toString() ?? null,
    bookedFrom: heldFrom?.toString() ?? null,
  };
}

/** A silent sensor says nothing: then the bookings alone speak. */
function stateOf({ claim, presence, verdict }: LiveDesk): DisplayDesk['state'] {
  if (presence === 'occupied' || verdict === 'in_use') return 'occupied';
  return claim === null ? 'free' : 'booked';
}

function totalsOf(desks: readonly DisplayDesk[]): HubDisplay['totals'] {
  const count = (state: DisplayDesk['state']): number => desks.filter((desk) => desk.state === state).length;
  return { desks: desks.length, free: count('free'), booked: count('booked'), occupied: count('occupied') };
}
