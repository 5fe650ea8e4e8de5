import { z } from 'zod';
import { idSchema } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import { decodeCursor, encodeCursor } from '#libs/platform';

/** The place after which a page of the audit goes on: newest first. */
export interface AuditPlace {
  readonly at: Temporal.Instant;
  readonly id: string;
}

const microsecondsAndId = z.tuple([z.string().regex(/^\d{1,17}$/), idSchema]);

export const encodePlace = ({ at, id }: AuditPlace): string => encodeCursor(String(at.epochNanoseconds / 1000n), id);

/** @throws UnknownCursor */
export function decodePlace(cursor: string): AuditPlace {
  const [microseconds, id] = decodeCursor(cursor, microsecondsAndId);
  return { at: Temporal.Instant.fromEpochNanoseconds(BigInt(microseconds) * 1000n), id };
}
