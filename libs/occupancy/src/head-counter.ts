import { Injectable } from '@nestjs/common';
import { communities, type StreamEvent } from '#libs/contracts';
import { HubRepository, localDate, openRanges } from '#libs/hubs';
import { Clock, Temporal, TimeRange } from '#libs/kernel';
import { OutboxRepository, type Tx } from '#libs/platform';
import { bootOf, counted, type Reading, ReadingRepository, seqOf, type StoredReading } from '#libs/telemetry';
import { compareDoorReadings, type DoorReading, pass, type PeopleFlow, replayFlow } from './domain/people-flow.js';
import { HeadCountRepository, type StoredHeadCount } from './persistence/head-count.repository.js';
import { PresenceRepository } from './persistence/presence.repository.js';

/** A hub must have been closed this long before it is taken to be empty. */
const EMPTY_AFTER = { hours: 1 };

/** People in each hub: what its doors counted since the last night, and never fewer than sit at its desks. */
@Injectable()
export class HeadCounter {
  constructor(
    private readonly counts: HeadCountRepository,
    private readonly presences: PresenceRepository,
    private readonly readings: ReadingRepository,
    private readonly hubs: HubRepository,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /** Takes in door readings that are stored in the same transaction, and desks that changed in these hubs. */
  async take(tx: Tx, readings: readonly Reading[], changedHubs: readonly string[]): Promise<void> {
    const byHub = new Map<string, DoorReading[]>();
    for (const reading of readings) {
      if (reading.deviceKind !== 'door_counter') continue;
      byHub.set(reading.hubId, [...(byHub.get(reading.hubId) ?? []), doorReading(reading)]);
    }
    if (byHub.size > 0) await this.counts.begin(tx, [...byHub.keys()]);
    const hubIds = [...new Set([...byHub.keys(), ...changedHubs])];
    if (hubIds.length === 0) return;
    for (const count of await this.counts.lock(tx, hubIds)) {
      const told = byHub.get(count.hubId)?.toSorted(compareDoorReadings) ?? [];
      await this.settle(tx, count, told.length === 0 ? count : await this.moved(tx, count, told));
    }
  }

  /** The hubs that may be due for their nightly reset. */
  async unsettled(tx: Tx): Promise<string[]> {
    return this.counts.unsettled(tx);
  }

  /**
   * Empties a hub that has been closed for an hour: what doors miscount in a day does not pile up.
   * A hub that never closes is never reset.
   */
  async resetIfClosed(tx: Tx, hubId: string): Promise<void> {
    const now = this.clock.now();
    const [count] = await this.counts.lock(tx, [hubId]);
    const rules = await this.hubs.rules(tx, hubId);
    if (count === undefined || rules === undefined) return;
    const lately = TimeRange.of(now.subtract(EMPTY_AFTER), now);
    const yesterday = localDate(now, rules.timeZone).subtract({ days: 1 });
    const open = communities.some((community) =>
      openRanges(rules.openingWindows, rules.timeZone, yesterday, 2, community).some((range) => range.overlaps(lately)),
    );
    if (open) return;
    const resetAt = now.epochMilliseconds;
    await this.settle(tx, count, { ...count, resetAt, flow: { ...count.flow, inside: 0 } });
  }

  private async moved(tx: Tx, count: StoredHeadCount, told: readonly DoorReading[]): Promise<StoredHeadCount> {
    const late = count.evidenceAt !== null && told[0]!.at <= count.evidenceAt;
    const flow = late
      ? await this.replayed(tx, count)
      : told.reduce<PeopleFlow>(
          (state, reading) => pass(state, reading, counted, reading.at > count.resetAt),
          count.flow,
        );
    return { ...count, flow, evidenceAt: Math.max(count.evidenceAt ?? -Infinity, told.at(-1)!.at) };
  }

  private async replayed(tx: Tx, { hubId, resetAt }: StoredHeadCount): Promise<PeopleFlow> {
    const since = Temporal.Instant.fromEpochMilliseconds(resetAt).toString();
    return replayFlow(storedDoorReadings(await this.readings.ofDoors(tx, hubId, since)), resetAt, counted);
  }

  private async settle(tx: Tx, before: StoredHeadCount, after: StoredHeadCount): Promise<void> {
    const people = Math.max(after.flow.inside, await this.presences.occupiedDesks(tx, after.hubId));
    const changed = people !== before.people;
    const now = this.clock.now();
    await this.counts.save(tx, { ...after, people, changedAt: changed ? now.epochMilliseconds : before.changedAt });
    const event: StreamEvent<'headCount'> = { hubId: after.hubId, headCount: people, at: now.toString() };
    if (changed) await this.outbox.append(tx, 'head-count', after.hubId, event);
  }
}

function doorReading(reading: Reading): DoorReading {
  const total = (kind: string): number => reading.measurements.find((measured) => measured.kind === kind)!.value;
  return {
    deviceId: reading.deviceId,
    at: reading.at.epochMilliseconds,
    boot: bootOf(reading.key),
    seq: seqOf(reading.key),
    inTotal: total('in_total'),
    outTotal: total('out_total'),
  };
}

/** Stored readings are one row a value: both totals of a message lie beside each other. */
function storedDoorReadings(rows: readonly StoredReading[]): DoorReading[] {
  const messages = new Map<string, DoorReading>();
  for (const row of rows) {
    const id = `${row.device_id}/${row.message_key}`;
    const known = messages.get(id) ?? {
      deviceId: row.device_id,
      at: row.at.getTime(),
      boot: bootOf(row.message_key),
      seq: seqOf(row.message_key),
      inTotal: 0,
      outTotal: 0,
    };
    messages.set(id, { ...known, [row.kind === 'in_total' ? 'inTotal' : 'outTotal']: row.value });
  }
  return [...messages.values()];
}
