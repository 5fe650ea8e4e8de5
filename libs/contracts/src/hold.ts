import { z } from 'zod';
import { bookingItemsSchema, countOf, holdSecretSchema } from './booking.js';
import { bookableKindSchema } from './hub.js';
import { idSchema, instantSchema } from './primitives.js';

/** So that one who is not signed in holds no whole hub. */
const MOST_HELD = 3;

export const createHoldSchema = z
  .strictObject({
    items: bookingItemsSchema.refine((items) => items.reduce((sum, item) => sum + countOf(item), 0) <= MOST_HELD, {
      message: `must be ${MOST_HELD} bookables together at most`,
    }),
    from: instantSchema,
    to: instantSchema,
  })
  .refine((body) => Date.parse(body.from) < Date.parse(body.to), { path: ['to'], message: 'must be after from' })
  .meta({ id: 'CreateHold' });
export type CreateHold = z.infer<typeof createHoldSchema>;

export const heldBookableSchema = z.object({
  id: idSchema,
  kind: bookableKindSchema,
  label: z.string(),
  spaceName: z.string(),
});
export type HeldBookable = z.infer<typeof heldBookableSchema>;

export const holdSchema = z
  .object({
    id: idSchema,
    secret: holdSecretSchema,
    expiresAt: instantSchema.describe('Until then nobody else can book it'),
    bookables: z.array(heldBookableSchema).min(1),
  })
  .meta({ id: 'Hold' });
export type Hold = z.infer<typeof holdSchema>;
