import { Injectable } from '@nestjs/common';
import { type Claim, ClaimRepository } from '#libs/booking';
import type { Bookable, DeskVerdict, LiveDesk, LiveHub } from '#libs/contracts';
import { HubNotFound, HubRepository, isOpen } from '#libs/hubs';
import { type Caller, requireInHub } from '#libs/identity';
import { Clock, Temporal, TimeRange } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { DeviceRepository } from '#libs/telemetry';
import { advance, confidenceOf, type Millis, presenceRules, stateOf } from './domain/presence.js';
import { verdictOn } from './domain/reconcile.js';
import { HeadCountRepository } from './persistence/head-count.repository.js';
import { PresenceRepository, type StoredPresence } from './persistence/presence.repository.js';

/** A hub as it is now: what is booked set against what the sensors say. */
@Injectable()
export class LiveService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hubs: HubRepository,
    private readonly claims: ClaimRepository,
    private readonly presences: PresenceRepository,
    private readonly counts: HeadCountRepository,
    private readonly devices: DeviceRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws HubNotFound, NotAllowed */
  async live(caller: Caller, hubId: string): Promise<LiveHub> {
    const now = this.clock.now();
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const rules = await this.hubs.rules(tx, hubId);
      if (rules === undefined) throw new HubNotFound(hubId);
      requireInHub(caller, 'hub.watch', rules);
      const bookables = await this.hubs.bookablesOfHub(tx, hubId);
      const claims = new Map((await this.claims.activeAt(tx, hubId, now)).map((claim) => [claim.bookableId, claim]));
      const presences = new Map((await this.presences.ofHub(tx, hubId)).map((desk) => [desk.bookableId, desk]));
      const desks = bookables
        .filter((bookable) => bookable.kind === 'desk')
        .map((desk) => liveDesk(desk, claims.get(desk.id), presences.get(desk.id), now.epochMilliseconds));
      return {
        hubId,
        at: now.toString(),
        open: isOpen(rules.openingWindows, rules.timeZone, TimeRange.of(now, now.add({ seconds: 1 }))),
        headCount: (await this.counts.of(tx, hubId))?.people ?? null,
        capacity: desks.length,
        totals: totalsOf(desks),
        devices: await this.devices.countOf(tx, hubId, now.toString()),
        desks,
      };
    });
  }
}

function liveDesk(
  desk: Bookable,
  claim: Claim | undefined,
  presence: StoredPresence | undefined,
  now: Millis,
): LiveDesk {
  const seen = presenceAt(presence, now);
  const running = claim && { from: claim.during.start.epochMilliseconds, checkedIn: claim.status === 'checked_in' };
  return {
    bookableId: desk.id,
    label: desk.label,
    spaceId: desk.spaceId,
    position: desk.position,
    presence: seen.state,
    confidence: seen.confidence,
    since: presence === undefined ? null : Temporal.Instant.fromEpochMilliseconds(seen.since).toString(),
    claim:
      claim === undefined
        ? null
        : { from: claim.during.start.toString(), to: claim.during.end.toString(), status: claim.status },
    verdict: verdictOn(running, seen, now),
  };
}

/** At this very instant: the worker looks at desks every few seconds, who asks wants to know now. */
function presenceAt(
  desk: StoredPresence | undefined,
  now: Millis,
): Pick<StoredPresence, 'state' | 'since' | 'confidence'> {
  if (desk === undefined) return { state: 'unknown', since: 0, confidence: 0 };
  const rules = presenceRules(desk.silentSeconds);
  const presence = advance(desk.machine, now, rules);
  return { state: stateOf(presence), since: presence.since, confidence: confidenceOf(presence, now, rules) };
}

function totalsOf(desks: readonly LiveDesk[]): LiveHub['totals'] {
  const count = (...verdicts: DeskVerdict[]): number => desks.filter((desk) => verdicts.includes(desk.verdict)).length;
  return {
    desks: desks.length,
    free: count('free'),
    booked: desks.filter((desk) => desk.claim !== null).length,
    occupied: desks.filter((desk) => desk.presence === 'occupied').length,
    ghosts: count('ghost'),
    squats: count('squat'),
    unknown: count('unknown'),
  };
}
