/** Milliseconds since 1970. */
export type Millis = number;

/** What a device says, without the parts that its radio adds. */
export interface Report {
  readonly at: Millis;
  readonly motion?: boolean;
  readonly in?: number;
  readonly out?: number;
}

export interface DeskSensor {
  /** the last pulse of the infrared element */
  readonly pulsedAt: Millis;
  /** movement was seen since the last report */
  readonly moved: boolean;
  readonly reportedAt: Millis;
  readonly movementReportedAt: Millis;
}

/** Two pulses within this time are a movement; one alone is a draught or the sun. */
const PAIR_MS = 10_000;
/** Pulses this close are one. */
const BOUNCE_MS = 200;
/** Movement is told at once, then at most this often; without movement the sensor says that it is alive. */
const MOVEMENT_MS = 60_000;
const ALIVE_MS = 300_000;

/** @param reportedAt a moment before the start, so that not all sensors of a hub speak at once */
export const deskSensor = (reportedAt: Millis): DeskSensor => ({
  pulsedAt: -Infinity,
  moved: false,
  reportedAt,
  movementReportedAt: -Infinity,
});

/** The infrared element saw heat move. */
export function pulse(sensor: DeskSensor, at: Millis): DeskSensor {
  const pause = at - sensor.pulsedAt;
  if (pause < BOUNCE_MS) return sensor;
  return { ...sensor, pulsedAt: at, moved: sensor.moved || pause <= PAIR_MS };
}

/** @returns the sensor after a look at its clock, and what it then says */
export function deskTick(sensor: DeskSensor, now: Millis): readonly [DeskSensor, Report | undefined] {
  if (sensor.moved && now - sensor.movementReportedAt >= MOVEMENT_MS)
    return [
      { ...sensor, moved: false, reportedAt: now, movementReportedAt: now },
      { at: now, motion: true },
    ];
  if (now - sensor.reportedAt >= ALIVE_MS)
    return [
      { ...sensor, moved: false, reportedAt: now },
      { at: now, motion: sensor.moved },
    ];
  return [sensor, undefined];
}
