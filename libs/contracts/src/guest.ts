import { z } from 'zod';
import { bookableKindSchema } from './hub.js';
import { idSchema, instantSchema, nameSchema, pageOf } from './primitives.js';

export const inviteGuestSchema = z
  .strictObject({ name: nameSchema.describe('As who invites calls them; it is kept until the day after') })
  .meta({ id: 'InviteGuest' });
export type InviteGuest = z.infer<typeof inviteGuestSchema>;

export const guestSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    accepted: z.boolean().describe('Somebody who is signed in has taken the seat; else it is but a name'),
    createdAt: instantSchema,
  })
  .meta({ id: 'Guest' });
export type Guest = z.infer<typeof guestSchema>;

export const invitedGuestSchema = guestSchema
  .extend({
    token: z.string().describe('What follows the # of the link'),
    link: z.url().describe('To be sent to the guest; it is told this once and never again'),
  })
  .meta({ id: 'InvitedGuest' });
export type InvitedGuest = z.infer<typeof invitedGuestSchema>;

export const guestListSchema = pageOf(guestSchema).meta({ id: 'GuestList' });
export type GuestList = z.infer<typeof guestListSchema>;

export const guestTokenSchema = z
  .strictObject({ token: z.string().regex(/^[\w-]{43}$/, 'must be what follows the # of the link') })
  .meta({ id: 'GuestToken' });
export type GuestToken = z.infer<typeof guestTokenSchema>;

export const guestSeatSchema = z
  .object({
    id: idSchema,
    hub: z.object({ id: idSchema, slug: z.string(), name: z.string(), address: z.string(), timeZone: z.string() }),
    bookables: z
      .array(z.object({ id: idSchema, kind: bookableKindSchema, label: z.string(), spaceName: z.string() }))
      .describe('Of the whole booking: who sits where is for those who come to say'),
    from: instantSchema,
    to: instantSchema,
    hostName: z.string().nullable(),
    active: z.boolean().describe('False: the booking, or this guest’s part of it, is over or was given back'),
  })
  .meta({ id: 'GuestSeat' });
export type GuestSeat = z.infer<typeof guestSeatSchema>;

export const guestSeatListSchema = pageOf(guestSeatSchema).meta({ id: 'GuestSeatList' });
export type GuestSeatList = z.infer<typeof guestSeatListSchema>;
