import { z } from 'zod';
import { idSchema, instantSchema } from './primitives.js';

/** What may be changed of a booking: where, when, or both. */
export const moveBookingSchema = z
  .strictObject({
    bookableId: idSchema.optional().describe('The other bookable, for a booking of one'),
    replace: z
      .record(idSchema, idSchema)
      .refine((pairs) => Object.keys(pairs).length <= 50, { message: 'must be 50 bookables at most' })
      .optional()
      .describe('Of a bundle, by the id of a bookable that it holds: the one that takes its place'),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
  })
  .refine(({ bookableId, replace }) => bookableId === undefined || replace === undefined, {
    path: ['replace'],
    message: 'must not stand beside bookableId',
  })
  .refine((patch) => Object.values(patch).some((value) => value !== undefined), {
    message: 'must name something to change',
  })
  .meta({ id: 'MoveBooking' });
export type MoveBooking = z.infer<typeof moveBookingSchema>;

export const swapBookingsSchema = z
  .strictObject({
    bookingIds: z
      .array(idSchema)
      .length(2)
      .refine(([a, b]) => a?.toLowerCase() !== b?.toLowerCase(), { message: 'must be two different bookings' })
      .meta({ example: ['0198a000-0000-7000-8000-0000000000aa', '0198a000-0000-7000-8000-0000000000ab'] }),
  })
  .meta({ id: 'SwapBookings' });
export type SwapBookings = z.infer<typeof swapBookingsSchema>;

export const swappedSchema = z
  .object({
    items: z.array(z.object({ bookingId: idSchema, bookableId: idSchema })).describe('Where each of them is now'),
  })
  .meta({ id: 'Swapped' });
export type Swapped = z.infer<typeof swappedSchema>;
