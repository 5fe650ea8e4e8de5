import type { Millis, Report } from './desk-sensor.js';

/** The outer beam is on the street side. */
export type Beam = 'outer' | 'inner';

export interface DoorCounter {
  /** totals since boot */
  readonly in: number;
  readonly out: number;
  /** the beam that was broken and waits for the other */
  readonly broken: { readonly beam: Beam; readonly at: Millis } | undefined;
  readonly changed: boolean;
  readonly reportedAt: Millis;
}

/** Both beams within this time are one person who passed. */
const PASSAGE_MS = 2000;
const CHANGE_MS = 10_000;
const ALIVE_MS = 300_000;
const MODULUS = 2 ** 32;

export const doorCounter = (reportedAt: Millis): DoorCounter => ({
  in: 0,
  out: 0,
  broken: undefined,
  changed: false,
  reportedAt,
});

/** A beam was broken. The same beam twice is somebody who lingers; who turns round on the threshold is not counted. */
export function breakBeam(counter: DoorCounter, beam: Beam, at: Millis): DoorCounter {
  const { broken } = counter;
  if (broken === undefined || broken.beam === beam || at - broken.at > PASSAGE_MS)
    return { ...counter, broken: { beam, at } };
  const way = broken.beam === 'outer' ? 'in' : 'out';
  return { ...counter, broken: undefined, changed: true, [way]: (counter[way] + 1) % MODULUS };
}

/** @returns the counter after a look at its clock, and what it then says */
export function doorTick(counter: DoorCounter, now: Millis): readonly [DoorCounter, Report | undefined] {
  const pause = now - counter.reportedAt;
  if (pause < ALIVE_MS && !(counter.changed && pause >= CHANGE_MS)) return [counter, undefined];
  return [
    { ...counter, changed: false, reportedAt: now },
    { at: now, in: counter.in, out: counter.out },
  ];
}
