import { createHash } from 'node:crypto';
import type { BookingItem, CreateBooking } from '#libs/contracts';
import { Temporal } from '#libs/kernel';

/** What a request asks for, however it was written: the same instant in another offset is the same request. */
export function requestHash({ hubId, items, from, to, holdId, holdSecret, onBehalfOf }: CreateBooking): Buffer {
  const instants = [from, to].map((text) => Temporal.Instant.from(text).toString());
  const hold = holdId === undefined ? [] : [holdId.toLowerCase(), holdSecret ?? null];
  const another = onBehalfOf === undefined ? [] : [{ onBehalfOf: onBehalfOf.toLowerCase() }];
  return createHash('sha256')
    .update(JSON.stringify(['create-booking', hubId.toLowerCase(), items.map(asked), ...instants, ...hold, ...another]))
    .digest();
}

function asked(item: BookingItem): readonly unknown[] {
  if ('bookableId' in item) return [item.bookableId.toLowerCase()];
  const { kind, count, needs, likes, spaceId, beside } = item;
  return [kind, count, needs, likes, spaceId?.toLowerCase() ?? null, beside.map((id) => id.toLowerCase())];
}
