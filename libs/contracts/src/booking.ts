import { z } from 'zod';
import { hubKindSchema } from './hub.js';
import { idSchema, instantSchema, latitudeSchema, longitudeSchema } from './primitives.js';

export const createBookingSchema = z
  .object({ hubId: idSchema, bookableId: idSchema, from: instantSchema, to: instantSchema })
  .refine((body) => Date.parse(body.from) < Date.parse(body.to), { path: ['to'], message: 'must be after from' })
  .meta({ id: 'CreateBooking' });
export type CreateBooking = z.infer<typeof createBookingSchema>;

export const claimStatuses = [
  'held',
  'confirmed',
  'checked_in',
  'completed',
  'cancelled',
  'released',
  'expired',
] as const;
export const claimStatusSchema = z.enum(claimStatuses);
export type ClaimStatus = z.infer<typeof claimStatusSchema>;

export const bookingSchema = z
  .object({
    id: idSchema,
    hub: z.object({
      id: idSchema,
      slug: z.string(),
      name: z.string(),
      kind: hubKindSchema,
      address: z.string(),
      lat: latitudeSchema,
      lon: longitudeSchema,
      timeZone: z.string(),
    }),
    bookable: z.object({ id: idSchema, label: z.string(), spaceName: z.string() }),
    from: instantSchema,
    to: instantSchema,
    status: claimStatusSchema,
    createdAt: instantSchema,
  })
  .meta({ id: 'Booking' });
export type Booking = z.infer<typeof bookingSchema>;

export const myBookingsQuerySchema = z.object({
  scope: z.enum(['upcoming', 'past']).default('upcoming'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().pipe(z.number().int().min(1).max(100)).default(20),
});
export type MyBookingsQuery = z.infer<typeof myBookingsQuerySchema>;

export const bookingPageSchema = z
  .object({ items: z.array(bookingSchema), next: z.string().nullable().describe('Cursor of the next page') })
  .meta({ id: 'BookingPage' });
export type BookingPage = z.infer<typeof bookingPageSchema>;
