import { z } from 'zod';
import { bookableKindSchema } from './hub.js';
import { idSchema, instantSchema, nameSchema, pageOf } from './primitives.js';

export const checkInMethodSchema = z.enum(['app', 'qr']);

export const checkInSchema = z
  .object({
    method: checkInMethodSchema,
    code: z.string().min(1).max(200).optional().describe('As scanned at the desk'),
  })
  .refine(({ method, code }) => method !== 'qr' || code !== undefined, {
    path: ['code'],
    message: 'must be what was scanned',
  })
  .meta({ id: 'CheckIn' });
export type CheckIn = z.infer<typeof checkInSchema>;

export const kioskCheckInSchema = z
  .object({
    code: z
      .string()
      .regex(/^[0-9A-Za-z][0-9A-Za-z -]{4,10}[0-9A-Za-z]$/)
      .describe('As the booking shows it; spaces, hyphens and case do not count'),
  })
  .meta({ id: 'KioskCheckIn' });
export type KioskCheckIn = z.infer<typeof kioskCheckInSchema>;

export const kioskWelcomeSchema = z
  .object({
    bookables: z.array(z.object({ kind: bookableKindSchema, label: z.string(), spaceName: z.string() })),
    from: instantSchema,
    to: instantSchema,
  })
  .meta({ id: 'KioskWelcome' });
export type KioskWelcome = z.infer<typeof kioskWelcomeSchema>;

export const extensionSchema = z.object({ to: instantSchema }).meta({ id: 'Extension' });
export type Extension = z.infer<typeof extensionSchema>;

export const deskCodeSchema = z
  .object({
    code: z.string(),
    url: z.url().describe('What the code on the desk leads to'),
    expiresAt: instantSchema.nullable().describe('Null: it can be printed'),
    svg: z.string().describe('The QR code of the URL'),
  })
  .meta({ id: 'DeskCode' });
export type DeskCode = z.infer<typeof deskCodeSchema>;

export const createAppealSchema = z
  .object({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be without control characters'),
  })
  .meta({ id: 'CreateAppeal' });
export type CreateAppeal = z.infer<typeof createAppealSchema>;

export const appealOutcomeSchema = z.enum(['accepted', 'waiting', 'refused']);

export const appealSchema = z
  .object({
    bookingId: idSchema,
    at: instantSchema,
    reason: z.string(),
    restored: z.boolean().describe('The booking holds again for the rest of its time'),
    outcome: appealOutcomeSchema.describe('Accepted: no strike is left of it'),
  })
  .meta({ id: 'Appeal' });
export type Appeal = z.infer<typeof appealSchema>;
export const appealPageSchema = pageOf(appealSchema).meta({ id: 'AppealPage' });
export type AppealPage = z.infer<typeof appealPageSchema>;

export const decideAppealSchema = z.object({ outcome: z.enum(['accepted', 'refused']) }).meta({ id: 'DecideAppeal' });
export type DecideAppeal = z.infer<typeof decideAppealSchema>;

export const strikeSchema = z
  .object({
    bookingId: idSchema,
    hubId: idSchema,
    hubName: nameSchema,
    at: instantSchema,
    expiresAt: instantSchema.describe('It counts no more then, and is removed'),
    liftedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Strike' });
export type Strike = z.infer<typeof strikeSchema>;
export const strikePageSchema = pageOf(strikeSchema).meta({ id: 'StrikePage' });
export type StrikePage = z.infer<typeof strikePageSchema>;
