import { z } from 'zod';
import { bookableKindSchema } from './hub.js';
import { idSchema, instantSchema } from './primitives.js';

export const favouritesQuerySchema = z
  .object({ from: instantSchema.optional(), to: instantSchema.optional() })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'must be given together with from',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'must be after from',
  });
export type FavouritesQuery = z.infer<typeof favouritesQuerySchema>;

export const favouriteSchema = z
  .object({
    bookable: z.object({ id: idSchema, kind: bookableKindSchema, label: z.string(), spaceName: z.string() }),
    hub: z.object({ id: idSchema, slug: z.string(), name: z.string(), timeZone: z.string() }),
    addedAt: instantSchema,
    free: z
      .boolean()
      .nullable()
      .describe('Whether it is open and free in all of the asked time; null: none was asked for'),
  })
  .meta({ id: 'Favourite' });
export type Favourite = z.infer<typeof favouriteSchema>;

export const favouriteListSchema = z
  .object({
    items: z.array(favouriteSchema),
    next: z.string().nullable().describe('There is one page: always null'),
  })
  .meta({ id: 'FavouriteList' });
export type FavouriteList = z.infer<typeof favouriteListSchema>;

/** A booking of the same things for as long, at another time. */
export const bookAgainSchema = z.strictObject({ from: instantSchema }).meta({ id: 'BookAgain' });
export type BookAgain = z.infer<typeof bookAgainSchema>;
