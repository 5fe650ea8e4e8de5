import { z } from 'zod';
import { importReportSchema } from './import.js';
import { idSchema, instantSchema, secondsSchema } from './primitives.js';

/** A desk offered in place of the one that was refused. */
export const alternativeSchema = z
  .object({
    hubId: idSchema,
    hubName: z.string(),
    bookableId: idSchema,
    label: z.string(),
    spaceName: z.string(),
    from: instantSchema,
    to: instantSchema,
    seconds: secondsSchema.nullable().describe('Walking time from the refused hub; 0 in the same hub'),
  })
  .meta({ id: 'Alternative' });
export type Alternative = z.infer<typeof alternativeSchema>;

/** RFC 9457 problem details, the only body of a 4xx or 5xx. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int().meta({ format: 'int32' }),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.string(),
    errorId: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    signIn: z.string().optional().describe('Where to sign in with the assurance that is asked for'),
    alternatives: z.array(alternativeSchema).optional(),
    report: importReportSchema.optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
