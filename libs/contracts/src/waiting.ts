import { z } from 'zod';
import { bookingItemSchema } from './booking.js';
import { heldBookableSchema } from './hold.js';
import { countSchema, idSchema, instantSchema } from './primitives.js';

/** One bookable: this one, or any that has what is needed. */
export const waitingItemSchema = bookingItemSchema
  .refine((item) => !('count' in item) || item.count === 1, { message: 'must be one bookable' })
  .refine((item) => !('likes' in item) || (item.likes.length === 0 && item.beside.length === 0), {
    message: 'must have no likes: what is liked less is not offered less',
  });

export const joinWaitingListSchema = z
  .strictObject({ item: waitingItemSchema, from: instantSchema, to: instantSchema })
  .refine((body) => Date.parse(body.from) < Date.parse(body.to), { path: ['to'], message: 'must be after from' })
  .meta({ id: 'JoinWaitingList' });
export type JoinWaitingList = z.infer<typeof joinWaitingListSchema>;

export const waitingStatuses = ['waiting', 'offered', 'converted', 'expired', 'left'] as const;
export type WaitingStatus = (typeof waitingStatuses)[number];

export const waitingEntrySchema = z
  .object({
    id: idSchema,
    hub: z.object({ id: idSchema, slug: z.string(), name: z.string(), timeZone: z.string() }),
    item: bookingItemSchema,
    from: instantSchema,
    to: instantSchema,
    status: z.enum(waitingStatuses),
    createdAt: instantSchema,
    ahead: countSchema
      .nullable()
      .describe('How many are in line before it for something that would suit either; null: it is not in line'),
    offer: z
      .object({ holdId: idSchema, expiresAt: instantSchema, bookable: heldBookableSchema })
      .nullable()
      .describe('Held for this person alone until then: POST /bookings with holdId takes it'),
  })
  .meta({ id: 'WaitingEntry' });
export type WaitingEntry = z.infer<typeof waitingEntrySchema>;

export const waitingListSchema = z
  .object({
    items: z.array(waitingEntrySchema),
    next: z.string().nullable().describe('There is one page: always null'),
  })
  .meta({ id: 'WaitingList' });
export type WaitingList = z.infer<typeof waitingListSchema>;
