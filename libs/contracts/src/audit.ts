import { z } from 'zod';
import { countSchema, idSchema, instantSchema } from './primitives.js';

export const actorKinds = ['person', 'machine', 'kiosk', 'system', 'nobody'] as const;

export const auditItemSchema = z
  .object({
    id: idSchema,
    at: instantSchema,
    actor: z.object({
      kind: z.enum(actorKinds),
      id: idSchema.nullable(),
      name: z.string().nullable().describe('As they are called today; null once the person was erased'),
    }),
    action: z.string(),
    viewed: z.boolean().describe('Whether personal data was looked at, and nothing changed'),
    hubId: idSchema.nullable(),
    subjectId: idSchema.nullable().describe('The person it is about'),
    object: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    sealed: z
      .boolean()
      .describe('Whether a seal of the chain of hashes holds it; the newest entries wait for the next one'),
  })
  .meta({ id: 'AuditItem' });
export type AuditItem = z.infer<typeof auditItemSchema>;

export const auditPageSchema = z
  .object({ items: z.array(auditItemSchema), next: z.string().nullable().describe('Cursor of the next page') })
  .meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof auditPageSchema>;

export const auditFilterSchema = z.object({
  from: instantSchema.optional(),
  to: instantSchema.optional().describe('Not included'),
  action: z
    .string()
    .max(100)
    .regex(/^[a-z-]+([.][a-z-]+)?$/, 'must be an action, or what comes before its dot')
    .optional(),
  actorId: idSchema.optional(),
  subjectId: idSchema.optional(),
  viewed: z.enum(['true', 'false']).optional(),
});
export type AuditFilterQuery = z.infer<typeof auditFilterSchema>;

export const auditQuerySchema = auditFilterSchema.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().pipe(z.number().int().min(1).max(200)).default(50),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditBreakReasons = ['seal-missing', 'seal-changed', 'entries-changed'] as const;

export const auditVerificationSchema = z
  .object({
    entries: countSchema.describe('Kept, sealed or not'),
    sealed: countSchema.describe('Found exactly as they were sealed'),
    seals: countSchema.describe('Seals that hold'),
    intact: z.boolean(),
    brokenAt: z
      .object({
        seal: countSchema,
        reason: z.enum(auditBreakReasons),
        after: instantSchema.nullable().describe('What this seal holds was sealed after this instant'),
        sealedAt: instantSchema.nullable().describe('and at this one'),
      })
      .nullable()
      .describe('The first seal that does not hold; what comes after it was not judged'),
    head: z
      .object({ seal: countSchema, hash: z.string().describe('SHA-256, hexadecimal'), sealedAt: instantSchema })
      .nullable()
      .describe('The last seal: kept elsewhere, it proves that the chain was not made anew'),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerificationAnswer = z.infer<typeof auditVerificationSchema>;
