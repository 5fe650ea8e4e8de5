import { z } from 'zod';
import { bookableKindSchema } from './hub.js';
import { idSchema, instantSchema, pageOf } from './primitives.js';

export const approvalDecisions = ['approved', 'refused'] as const;
export const approvalDecisionSchema = z.enum(approvalDecisions);
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;

/** What a booking says of the answer that it waits for, or was given. */
export const approvalShape = {
  approval: z
    .object({
      until: instantSchema.describe('Unless it is approved before, it lapses then'),
      decision: approvalDecisionSchema.nullable().describe('Null: nobody has answered'),
      reason: z.string().nullable().describe('As the manager gave it'),
    })
    .nullable()
    .optional()
    .describe('Null: it needs nobody’s approval'),
};

export const approvalSchema = z
  .object({
    bookingId: idSchema,
    personName: z.string().nullable().describe('Who asks; null: they are gone'),
    bookables: z.array(z.object({ id: idSchema, kind: bookableKindSchema, label: z.string(), spaceName: z.string() })),
    from: instantSchema,
    to: instantSchema,
    askedAt: instantSchema,
    until: instantSchema.describe('It lapses then'),
    decision: approvalDecisionSchema.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Approval' });
export type Approval = z.infer<typeof approvalSchema>;

export const approvalPageSchema = pageOf(approvalSchema).meta({ id: 'ApprovalPage' });
export type ApprovalPage = z.infer<typeof approvalPageSchema>;

export const decideApprovalSchema = z
  .strictObject({
    decision: approvalDecisionSchema,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be without control characters')
      .optional()
      .describe('For the person who asked'),
  })
  .meta({ id: 'DecideApproval' });
export type DecideApproval = z.infer<typeof decideApprovalSchema>;
