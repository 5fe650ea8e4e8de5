import type { Temporal } from '#libs/kernel';

/** Milliseconds: how long a device may keep readings while it is offline, and how far its clock may run ahead of ours. */
const OLDEST = 7 * 24 * 3_600_000;
const NEWEST = 5 * 60_000;

/**
 * When a reading counts: at the device's time where that can be believed, else when we received it.
 * A function of the message as long as the device's clock is sound, so that a message sent again is the same reading.
 */
export function readingTime(deviceTime: Temporal.Instant, receivedAt: Temporal.Instant): Temporal.Instant {
  const ahead = deviceTime.epochMilliseconds - receivedAt.epochMilliseconds;
  return -OLDEST <= ahead && ahead <= NEWEST ? deviceTime : receivedAt;
}
