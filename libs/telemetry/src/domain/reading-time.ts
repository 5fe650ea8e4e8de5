import { Temporal } from '#libs/kernel';

/** How long a device may keep readings while it is offline. */
const OLDEST = Temporal.Duration.from({ hours: 7 * 24 });
/** How far a clock may run ahead of ours. */
const NEWEST = Temporal.Duration.from({ minutes: 5 });

/**
 * When a reading counts: at the device's time where that can be believed, else when we received it.
 * A function of the message as long as the device's clock is sound, so that a message sent again is the same reading.
 */
export function readingTime(deviceTime: Temporal.Instant, receivedAt: Temporal.Instant): Temporal.Instant {
  const tooOld = Temporal.Instant.compare(deviceTime, receivedAt.subtract(OLDEST)) < 0;
  const tooNew = Temporal.Instant.compare(deviceTime, receivedAt.add(NEWEST)) > 0;
  return tooOld || tooNew ? receivedAt : deviceTime;
}
