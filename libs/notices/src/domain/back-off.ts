import type { Temporal } from '#libs/kernel';

const NOTICE_MINUTES = [1, 5, 30, 120, 360];
const DELIVERY_MINUTES = [1, 5, 30, 120, 300, 600];

/** @param attempts how many were made, at least one @returns when the next one is due; past a day after the first nothing is tried */
export const nextNotice = (now: Temporal.Instant, attempts: number): Temporal.Instant =>
  now.add({ minutes: at(NOTICE_MINUTES, attempts) });

export const nextDelivery = (now: Temporal.Instant, attempts: number): Temporal.Instant =>
  now.add({ minutes: at(DELIVERY_MINUTES, attempts) });

const at = (minutes: readonly number[], attempts: number): number =>
  minutes[Math.min(attempts, minutes.length) - 1] ?? minutes[0]!;
