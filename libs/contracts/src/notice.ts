import { z } from 'zod';
import { idSchema, instantSchema } from './primitives.js';

export const noticeChannels = ['email', 'push', 'app_io'] as const;
export type NoticeChannelName = (typeof noticeChannels)[number];

export const noticeLanguages = ['it', 'en'] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time, as 22:00');

const quietHoursSchema = z
  .strictObject({ from: localTimeSchema, to: localTimeSchema.meta({ example: '07:00' }) })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be the same as from' })
  .describe(
    'On the wall clock of the hub that a notice is about; what concerns the next two hours is told all the same',
  );

/** Where mailboxes of people are; no address of a person is longer (RFC 5321). */
const emailSchema = z.email().max(254);

export const noticePreferencesSchema = z
  .object({
    email: z.object({
      on: z.boolean(),
      address: z.string().nullable().describe('Null: none is known'),
      confirmed: z.boolean().describe('Only then anything is sent there'),
    }),
    push: z.object({ on: z.boolean() }),
    appIo: z.object({ on: z.boolean() }),
    language: z.enum(noticeLanguages),
    quietHours: quietHoursSchema.nullable(),
  })
  .meta({ id: 'NoticePreferences' });
export type NoticePreferences = z.infer<typeof noticePreferencesSchema>;

/** JSON Merge Patch: what is not named stays; null empties. */
export const changeNoticePreferencesSchema = z
  .strictObject({
    email: z
      .strictObject({
        on: z.boolean().optional(),
        address: emailSchema.nullable().optional().describe('A code is sent there, which confirms it; null: forget it'),
      })
      .optional(),
    push: z.strictObject({ on: z.boolean() }).optional(),
    appIo: z.strictObject({ on: z.boolean() }).optional(),
    language: z.enum(noticeLanguages).optional(),
    quietHours: quietHoursSchema.nullable().optional(),
  })
  .meta({ id: 'ChangeNoticePreferences' });
export type ChangeNoticePreferences = z.infer<typeof changeNoticePreferencesSchema>;

export const confirmAddressSchema = z
  .strictObject({
    code: z
      .string()
      .regex(/^\d{8}$/, 'must be the eight digits that were sent')
      .meta({ example: '00000000' }),
  })
  .meta({ id: 'ConfirmAddress' });
export type ConfirmAddress = z.infer<typeof confirmAddressSchema>;

const base64url = (bytes: number): z.ZodString => {
  const length = Math.ceil((bytes * 4) / 3);
  return z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}={0,2}$`), `must be ${bytes} bytes in base64url`);
};

/** As `PushSubscription.toJSON()` of a browser gives it; what else it gives is passed over. */
export const createPushSubscriptionSchema = z
  .object({
    endpoint: z.url().max(1000).meta({ example: 'https://push.example.org/0001' }),
    keys: z.object({
      p256dh: base64url(65).meta({ example: `B${'A'.repeat(86)}` }),
      auth: base64url(16).meta({ example: 'A'.repeat(22) }),
    }),
  })
  .meta({ id: 'CreatePushSubscription' });
export type CreatePushSubscription = z.infer<typeof createPushSubscriptionSchema>;

export const pushSubscriptionSchema = z
  .object({
    id: idSchema,
    service: z.string().describe('Host of the push service; the whole address is a secret of the browser'),
    createdAt: instantSchema,
  })
  .meta({ id: 'PushSubscription' });
export type PushSubscriptionAnswer = z.infer<typeof pushSubscriptionSchema>;

export const pushSubscriptionsSchema = z
  .object({
    items: z.array(pushSubscriptionSchema),
    next: z.null().describe('All stand on one page'),
    publicKey: z.string().nullable().describe('What a browser subscribes with; null: nothing is pushed here'),
  })
  .meta({ id: 'PushSubscriptions' });
export type PushSubscriptions = z.infer<typeof pushSubscriptionsSchema>;
