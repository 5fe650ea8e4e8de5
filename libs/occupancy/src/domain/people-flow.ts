import type { Millis } from './presence.js';

/** Where the totals of a door counter stood, and in which life of the device. */
export interface DoorStand {
  readonly boot: number;
  readonly inTotal: number;
  readonly outTotal: number;
}

export interface DoorReading extends DoorStand {
  readonly deviceId: string;
  readonly at: Millis;
  readonly seq: number;
}

/** People in a hub by its door counters, and what the next reading of each is compared with. */
export interface PeopleFlow {
  readonly inside: number;
  readonly doors: Readonly<Record<string, DoorStand>>;
}

export const emptyFlow: PeopleFlow = { inside: 0, doors: {} };

/** What was counted between two totals, safe against wrap and restart; 0 where there is no former stand. */
export type CountBetween = (
  before: { readonly boot: number; readonly total: number } | undefined,
  now: { readonly boot: number; readonly total: number },
) => number;

/** One order of the readings of all doors, whatever order they came in. */
export const compareDoorReadings = (a: DoorReading, b: DoorReading): number =>
  a.at - b.at || (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : 0) || a.boot - b.boot || a.seq - b.seq;

/**
 * People inside once a door has told its totals. Never below zero: who leaves a hub that seems empty was missed when coming in.
 * @param counts false for readings from before the last reset, which only tell where the totals stood
 */
export function pass(flow: PeopleFlow, reading: DoorReading, count: CountBetween, counts = true): PeopleFlow {
  const before = flow.doors[reading.deviceId];
  const between = (total: 'inTotal' | 'outTotal'): number =>
    count(before && { boot: before.boot, total: before[total] }, { boot: reading.boot, total: reading[total] });
  const { boot, inTotal, outTotal } = reading;
  return {
    inside: counts ? Math.max(0, flow.inside + between('inTotal') - between('outTotal')) : flow.inside,
    doors: { ...flow.doors, [reading.deviceId]: { boot, inTotal, outTotal } },
  };
}

/** From the stands before the reset to all that was told since; the readings may come in any order. */
export function replayFlow(readings: readonly DoorReading[], resetAt: Millis, count: CountBetween): PeopleFlow {
  return readings
    .toSorted(compareDoorReadings)
    .reduce((flow, reading) => pass(flow, reading, count, reading.at > resetAt), emptyFlow);
}
