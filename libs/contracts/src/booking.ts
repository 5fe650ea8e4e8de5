import { z } from 'zod';
import { approvalShape } from './approval.js';
import { bookedByShape } from './consent.js';
import { bookableKindSchema, deskAmenitySchema, hubKindSchema } from './hub.js';
import { idSchema, instantSchema, latitudeSchema, longitudeSchema } from './primitives.js';
import { stayShape } from './stay.js';

const MOST_BOOKABLES = 50;

/** Any bookables of a kind that have what is needed, and what is liked where it can be had. */
export const wishSchema = z
  .strictObject({
    kind: bookableKindSchema,
    count: z.number().int().min(1).max(MOST_BOOKABLES).default(1).meta({ format: 'int32' }),
    needs: z.array(deskAmenitySchema).max(10).default([]).describe('Not without these'),
    likes: z.array(deskAmenitySchema).max(10).default([]).describe('Rather with these'),
    spaceId: idSchema.optional().describe('Only in this floor, room or zone'),
    beside: z
      .array(idSchema)
      .max(MOST_BOOKABLES)
      .default([])
      .describe('As near as can be to these bookables of the hub'),
  })
  .meta({ id: 'Wish' });
export type Wish = z.infer<typeof wishSchema>;

/** What is booked: this one, or any that is as wished. */
export const bookingItemSchema = z
  .union([z.strictObject({ bookableId: idSchema }), wishSchema])
  .meta({ id: 'BookingItem' });
export type BookingItem = z.infer<typeof bookingItemSchema>;

/** Given once, with the hold: whoever has it may book what is held, or give it back. */
export const holdSecretSchema = z.string().min(1).max(100);

export const countOf = (item: BookingItem): number => ('count' in item ? item.count : 1);

export const bookingItemsSchema = z
  .array(bookingItemSchema)
  .min(1)
  .max(MOST_BOOKABLES)
  .refine((items) => items.reduce((sum, item) => sum + countOf(item), 0) <= MOST_BOOKABLES, {
    message: `must be ${MOST_BOOKABLES} bookables together at most`,
  })
  .refine(
    (items) =>
      new Set(items.map((item, n) => ('bookableId' in item ? item.bookableId.toLowerCase() : n))).size === items.length,
    {
      message: 'must name no bookable twice',
    },
  );

export const createBookingSchema = z
  .object({
    hubId: idSchema,
    items: bookingItemsSchema.describe('A desk, or a bundle of which all is booked or nothing'),
    from: instantSchema,
    to: instantSchema,
    holdId: idSchema.optional().describe('The hold or the offer of the waiting list that becomes the booking'),
    holdSecret: holdSecretSchema.optional().describe('Unless the hold is one’s own'),
    onBehalfOf: idSchema
      .optional()
      .describe('The person whose booking it is to be, by their consent; left out: oneself'),
  })
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
    bookables: z
      .array(
        z.object({
          id: idSchema,
          kind: bookableKindSchema,
          label: z.string(),
          spaceName: z.string(),
          status: claimStatusSchema,
        }),
      )
      .min(1)
      .describe('What it holds, by kind and label'),
    from: instantSchema,
    to: instantSchema,
    status: claimStatusSchema.describe('That of the bookable that is farthest from given back'),
    createdAt: instantSchema,
    seriesId: idSchema.nullable().describe('The series that it is one day of'),
    ...approvalShape,
    ...bookedByShape,
    ...stayShape,
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
