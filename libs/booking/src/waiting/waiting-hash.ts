import { createHash } from 'node:crypto';
import type { JoinWaitingList } from '#libs/contracts';
import { Temporal } from '#libs/kernel';

/** What a request to wait asks for, however it was written. */
export function waitingHash(hubId: string, { item, from, to }: JoinWaitingList): Buffer {
  const instants = [from, to].map((text) => Temporal.Instant.from(text).toString());
  const asked =
    'bookableId' in item
      ? [item.bookableId.toLowerCase()]
      : [item.kind, item.needs, item.spaceId?.toLowerCase() ?? null];
  return createHash('sha256')
    .update(JSON.stringify(['join-waiting-list', hubId.toLowerCase(), asked, ...instants]))
    .digest();
}
