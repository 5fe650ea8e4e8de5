import { Temporal } from '#libs/kernel';
import { InvalidCursor } from './booking-errors.js';

/** The place after which a page of bookings begins. */
export interface Cursor {
  readonly start: Temporal.Instant;
  readonly bookingId: string;
}

const SHAPE = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to clients. */
export function encodeCursor({ start, bookingId }: Cursor): string {
  return `${start.epochMilliseconds}_${bookingId}`;
}

/** @throws InvalidCursor */
export function decodeCursor(text: string): Cursor {
  const [, milliseconds, bookingId] = SHAPE.exec(text) ?? [];
  if (bookingId === undefined || Number(milliseconds) > 8.64e15) throw new InvalidCursor();
  return { start: Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)), bookingId };
}
