import { z } from 'zod';
import { countSchema, idSchema, instantSchema } from './primitives.js';

export const myDataSchema = z
  .object({
    personId: idSchema,
    generatedAt: instantSchema,
    parts: z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .describe('By part of the product: all that it keeps about the person'),
  })
  .meta({ id: 'MyData' });
export type MyData = z.infer<typeof myDataSchema>;

export const eraseMeQuerySchema = z.object({
  confirm: z.literal('erase').describe('So that nobody is erased by a slip'),
});

export const privacySchema = z
  .object({
    retention: z.array(
      z.object({
        id: z.string(),
        data: z.string(),
        keptFor: z.string().nullable().describe('ISO 8601 duration; null: as long as the account is there'),
        basis: z.string(),
        lastRunAt: instantSchema.nullable(),
        removed: countSchema.nullable().describe('Rows that the last run removed'),
      }),
    ),
  })
  .meta({ id: 'Privacy' });
export type Privacy = z.infer<typeof privacySchema>;
