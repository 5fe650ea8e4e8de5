import { z } from 'zod';
import { countSchema } from './primitives.js';

export const importQuerySchema = z.strictObject({
  dryRun: z
    .stringbool()
    .default(false)
    .meta({ description: 'Does all of it, says what came of it, and takes it back' }),
  partial: z
    .stringbool()
    .default(false)
    .meta({ description: 'Takes the sound rows though others are refused; else one refused row refuses the file' }),
});
export type ImportQuery = z.infer<typeof importQuerySchema>;

export const hubImportQuerySchema = importQuerySchema.extend({
  metro: z.string().min(1).max(100).describe('Slug of the metro that the hubs are in'),
});
export type HubImportQuery = z.infer<typeof hubImportQuerySchema>;

const rowNumberSchema = z.number().int().min(1).meta({ format: 'int32', description: 'From 1, without the header' });

export const importReportSchema = z
  .object({
    dryRun: z.boolean(),
    rows: countSchema,
    created: countSchema,
    changed: countSchema,
    unchanged: countSchema,
    refused: z.array(
      z.object({
        row: rowNumberSchema,
        name: z.string().nullable(),
        reasons: z.array(
          z.object({
            code: z.string(),
            field: z.string().nullable().describe('The column; null when it is about the row as a whole'),
            detail: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof importReportSchema>;
