import { Injectable } from '@nestjs/common';
import { ClaimLedger } from '#libs/booking';
import type { StreamEvent } from '#libs/contracts';
import { Clock, Temporal } from '#libs/kernel';
import { OutboxRepository, type Tx } from '#libs/platform';
import { type Reading, ReadingRepository, SILENT_AFTER_INTERVALS } from '#libs/telemetry';
import {
  advance,
  confidenceOf,
  type DeskReading,
  type Millis,
  nextDueAt,
  presenceRules,
  replay,
  stateOf,
  step,
  unheard,
} from './domain/presence.js';
import { replaySeed } from './domain/replay-seed.js';
import { PresenceRepository, type StoredPresence } from './persistence/presence.repository.js';

/** A reading that comes later than this after a newer one goes into the history, and leaves the live state alone. */
const REPLAYED = 24 * 3_600_000;

/** Presence of desks: moves on with each reading in the order of device time, whatever order they came in. */
@Injectable()
export class DeskWatch {
  constructor(
    private readonly presences: PresenceRepository,
    private readonly readings: ReadingRepository,
    private readonly claims: ClaimLedger,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in readings that are stored in the same transaction.
   * @returns the hubs in which the public state of a desk changed
   */
  async take(tx: Tx, readings: readonly Reading[]): Promise<string[]> {
    const byDesk = new Map<string, Reading[]>();
    for (const reading of readings) {
      if (reading.bookableId === null) continue;
      byDesk.set(reading.bookableId, [...(byDesk.get(reading.bookableId) ?? []), reading]);
    }
    if (byDesk.size === 0) return [];
    const now = this.clock.now().epochMilliseconds;
    const stored = await this.presences.lock(
      tx,
      [...byDesk.values()].map(([first]) => unheardDesk(first!)),
    );
    const moved: StoredPresence[] = [];
    for (const desk of stored) moved.push(await this.moved(tx, desk, byDesk.get(desk.bookableId)!, now));
    await this.presences.save(tx, moved);
    await this.checkIn(tx, moved, byDesk);
    return this.tell(tx, stored, moved);
  }

  /**
   * Lets time pass for desks of which nothing was heard.
   * @returns how many were due, and the hubs in which the public state of a desk changed
   */
  async tick(tx: Tx, limit: number): Promise<{ readonly due: number; readonly hubIds: readonly string[] }> {
    const now = this.clock.now();
    const due = await this.presences.lockDue(tx, now, limit);
    if (due.length === 0) return { due: 0, hubIds: [] };
    const moved = due.map((desk) => asOf(desk, now.epochMilliseconds));
    await this.presences.save(tx, moved);
    return { due: due.length, hubIds: await this.tell(tx, due, moved) };
  }

  private async moved(
    tx: Tx,
    desk: StoredPresence,
    readings: readonly Reading[],
    now: Millis,
  ): Promise<StoredPresence> {
    const silentSeconds = readings.at(-1)!.reportIntervalSeconds * SILENT_AFTER_INTERVALS;
    const rules = presenceRules(silentSeconds);
    const told = readings.map(deskReading).toSorted((a, b) => a.at - b.at);
    const evidenceAt = Math.max(desk.evidenceAt ?? -Infinity, told.at(-1)!.at);
    const horizon = evidenceAt - REPLAYED;
    const late = desk.evidenceAt !== null && told[0]!.at < desk.evidenceAt;
    const machine = late
      ? replay(await this.storedSince(tx, desk, horizon), rules, replaySeed(desk.machine, horizon))
      : told.reduce((presence, reading) => step(presence, reading, rules), desk.machine);
    return asOf({ ...desk, machine, evidenceAt, silentSeconds }, now);
  }

  private async storedSince(tx: Tx, { hubId, bookableId }: StoredPresence, since: Millis): Promise<DeskReading[]> {
    const from = Temporal.Instant.fromEpochMilliseconds(since).toString();
    const rows = await this.readings.ofBookable(tx, hubId, bookableId, from);
    return rows.map((row) => ({ at: row.at.getTime(), motion: row.value > 0 }));
  }

  private async checkIn(tx: Tx, desks: readonly StoredPresence[], byDesk: Map<string, Reading[]>): Promise<void> {
    const seen = desks
      .filter((desk) => desk.state === 'occupied')
      .flatMap((desk) => {
        const movement = byDesk.get(desk.bookableId)!.findLast((reading) => deskReading(reading).motion);
        return movement === undefined ? [] : [{ hubId: desk.hubId, bookableId: desk.bookableId, at: movement.at }];
      });
    if (seen.length > 0) await this.claims.checkIn(tx, seen);
  }

  private async tell(tx: Tx, before: readonly StoredPresence[], after: readonly StoredPresence[]): Promise<string[]> {
    const changed = after.filter((desk, n) => desk.state !== before[n]!.state);
    await this.outbox.appendAll(
      tx,
      changed.map((desk) => ({ topic: 'presence', hubId: desk.hubId, payload: toEvent(desk) })),
    );
    return [...new Set(changed.map((desk) => desk.hubId))];
  }
}

const deskReading = (reading: Reading): DeskReading => ({
  at: reading.at.epochMilliseconds,
  motion: reading.measurements.some(({ kind, value }) => kind === 'motion' && value > 0),
});

/** The public side of the belief, at an instant. */
function asOf(desk: StoredPresence, now: Millis): StoredPresence {
  const rules = presenceRules(desk.silentSeconds);
  const presence = advance(desk.machine, now, rules);
  return {
    ...desk,
    state: stateOf(presence),
    since: presence.since,
    confidence: confidenceOf(presence, now, rules),
    dueAt: nextDueAt(presence, rules) ?? null,
  };
}

function unheardDesk(reading: Reading): StoredPresence {
  const at = reading.at.epochMilliseconds;
  return {
    hubId: reading.hubId,
    bookableId: reading.bookableId!,
    state: 'unknown',
    since: at,
    confidence: 0,
    evidenceAt: null,
    dueAt: null,
    machine: unheard(at),
    silentSeconds: reading.reportIntervalSeconds * SILENT_AFTER_INTERVALS,
  };
}

function toEvent(desk: StoredPresence): StreamEvent<'presence'> {
  return {
    hubId: desk.hubId,
    bookableId: desk.bookableId,
    presence: desk.state,
    confidence: desk.confidence,
    since: Temporal.Instant.fromEpochMilliseconds(desk.since).toString(),
  };
}
