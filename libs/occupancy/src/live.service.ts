import { Injectable } from '@nestjs/common';
import { ClaimRepository } from '#libs/booking';
import type { DeskVerdict, LiveDesk, LiveHub } from '#libs/contracts';
import { HubNotFound, HubRepository, isOpen } from '#libs/hubs';
import { type Caller, requireInHub } from '#libs/identity';
import { Clock, TimeRange } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { DeviceRepository } from '#libs/telemetry';
import { liveDesk } from './live-desk.js';
import { HeadCountRepository } from './persistence/head-count.repository.js';
import { PresenceRepository } from './persistence/presence.repository.js';

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
