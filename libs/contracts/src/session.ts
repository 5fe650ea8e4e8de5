import { z } from 'zod';
import { assuranceSchema } from './person.js';
import { idSchema, instantSchema } from './primitives.js';

/** One browser in which a person is signed in, as they see it. */
export const mySessionSchema = z
  .object({
    id: idSchema,
    current: z.boolean().describe('The one that asks'),
    createdAt: instantSchema,
    lastSeenAt: instantSchema.describe('To the minute'),
    expiresAt: instantSchema.describe('However much it is used'),
    client: z.string().nullable().describe('A browser and a system by name, e.g. `Firefox, Linux`'),
    assurance: assuranceSchema,
  })
  .meta({ id: 'MySession' });
export type MySession = z.infer<typeof mySessionSchema>;

export const mySessionsSchema = z.object({ items: z.array(mySessionSchema) }).meta({ id: 'MySessions' });
export type MySessions = z.infer<typeof mySessionsSchema>;

/** Where a browser goes to be signed out of the identity provider too. */
export const signedOutSchema = z.object({ location: z.url() }).meta({ id: 'SignedOut' });
export type SignedOut = z.infer<typeof signedOutSchema>;
