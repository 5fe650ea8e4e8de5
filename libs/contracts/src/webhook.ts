import { z } from 'zod';
import { countSchema, idSchema, instantSchema, pageOf } from './primitives.js';

export const webhookEvents = [
  'booking.confirmed',
  'booking.requested',
  'booking.refused',
  'booking.expired',
  'booking.moved',
  'booking.superseded',
  'booking.extended',
  'booking.cancelled',
  'booking.released',
  'booking.restored',
] as const;
export const webhookEventSchema = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

export const createWebhookSchema = z
  .strictObject({
    url: z.url().max(1000).describe('https, at a public address').meta({ example: 'https://example.org/hook' }),
    events: z.array(webhookEventSchema).min(1).max(webhookEvents.length),
  })
  .meta({ id: 'CreateWebhook' });
export type CreateWebhook = z.infer<typeof createWebhookSchema>;

export const webhookSchema = z
  .object({
    id: idSchema,
    url: z.string(),
    events: z.array(webhookEventSchema),
    active: z
      .boolean()
      .describe('False after three days in which no delivery succeeded, or once the receiver said 410'),
    failingSince: instantSchema.nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof webhookSchema>;

export const webhookSecretSchema = webhookSchema
  .extend({ secret: z.string().describe('Told this once. Deliveries are signed with it as Standard Webhooks says') })
  .meta({ id: 'WebhookSecret' });
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;

export const webhookPageSchema = pageOf(webhookSchema).meta({ id: 'WebhookPage' });
export type WebhookPage = z.infer<typeof webhookPageSchema>;

export const webhookDeliverySchema = z
  .object({
    id: idSchema.describe('The header webhook-id'),
    type: webhookEventSchema,
    state: z.enum(['queued', 'delivered', 'failed']),
    attempts: countSchema,
    nextAttemptAt: instantSchema.nullable(),
    lastStatus: z.number().int().nullable().meta({ format: 'int32' }).describe('What the receiver answered last'),
    lastError: z.string().nullable(),
    answer: z.string().nullable().describe('At most 1 KB of what the receiver said'),
    body: z.string().describe('As it was sent and signed'),
    createdAt: instantSchema,
    deliveredAt: instantSchema.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

export const webhookDeliveryPageSchema = pageOf(webhookDeliverySchema).meta({ id: 'WebhookDeliveryPage' });
export type WebhookDeliveryPage = z.infer<typeof webhookDeliveryPageSchema>;

export const webhooksQuerySchema = z.object({
  cursor: idSchema.optional(),
  limit: z.coerce
    .number()
    .pipe(z.number().int().min(1).max(100).meta({ format: 'int32' }))
    .default(50),
});
export type WebhooksQuery = z.infer<typeof webhooksQuerySchema>;
