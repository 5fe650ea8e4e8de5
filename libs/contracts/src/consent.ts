import { z } from 'zod';
import { idSchema, instantSchema, nameSchema, pageOf } from './primitives.js';

const MOST_DAYS = 366;

export const createConsentSchema = z
  .strictObject({
    atDesk: z
      .boolean()
      .default(false)
      .describe('For the staff of a hub, by a code that is told at its desk; else for one person, by a link'),
    hubId: idSchema.nullable().default(null).describe('Where they may book; null: in any hub'),
    label: nameSchema.describe('Whom it is for, in the words of who gives it'),
    days: z
      .number()
      .int()
      .min(1)
      .max(MOST_DAYS)
      .default(90)
      .meta({ format: 'int32' })
      .describe('After so many it ends by itself'),
  })
  .refine(({ atDesk, hubId }) => !atDesk || hubId !== null, { path: ['hubId'], message: 'must name the hub' })
  .meta({ id: 'CreateConsent' });
export type CreateConsent = z.infer<typeof createConsentSchema>;

export const consentSchema = z
  .object({
    id: idSchema,
    direction: z.enum(['given', 'held']).describe('By the caller to others, or by another person to the caller'),
    personId: idSchema.describe('For whom may be booked: onBehalfOf of a booking'),
    personName: z.string().nullable().describe('Of that person, for who may book for them'),
    label: z.string(),
    atDesk: z.boolean(),
    hub: z.object({ id: idSchema, name: z.string() }).nullable().describe('Null: any'),
    state: z.enum(['open', 'active', 'revoked', 'expired']),
    createdAt: instantSchema,
    acceptedAt: instantSchema.nullable(),
    endsAt: instantSchema,
  })
  .meta({ id: 'Consent' });
export type Consent = z.infer<typeof consentSchema>;

export const madeConsentSchema = consentSchema
  .extend({
    token: z
      .string()
      .describe('To be handed over: what follows the # of the link, or the code for the desk. Told this once'),
    link: z.url().nullable().describe('Null: the code is told at the desk'),
    openUntil: instantSchema.describe('Until when it can be accepted'),
  })
  .meta({ id: 'MadeConsent' });
export type MadeConsent = z.infer<typeof madeConsentSchema>;

export const consentPageSchema = pageOf(consentSchema).meta({ id: 'ConsentPage' });
export type ConsentPage = z.infer<typeof consentPageSchema>;

export const consentTokenSchema = z
  .strictObject({ token: z.string().regex(/^[\w-]{8,50}$/, 'must be what was handed over') })
  .meta({ id: 'ConsentToken' });
export type ConsentToken = z.infer<typeof consentTokenSchema>;

/** What a booking says of who made it for its person. */
export const bookedByShape = {
  bookedBy: z
    .object({
      atDesk: z.boolean().describe('By the staff of the hub'),
      label: z.string().nullable().describe('As its person named the consent; null: it is no longer kept'),
    })
    .nullable()
    .optional()
    .describe('Null: its own person'),
};
