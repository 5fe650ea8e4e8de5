import { createHash } from 'node:crypto';
import type { CreateBooking } from '#libs/contracts';
import { Temporal } from '#libs/kernel';

/** What a request asks for, however it was written: the same instant in another offset is the same request. */
export function requestHash({ hubId, bookableId, from, to }: CreateBooking): Buffer {
  const instants = [from, to].map((text) => Temporal.Instant.from(text).toString());
  return createHash('sha256')
    .update(JSON.stringify(['create-booking', hubId.toLowerCase(), bookableId.toLowerCase(), ...instants]))
    .digest();
}
