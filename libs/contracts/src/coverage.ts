import { z } from 'zod';
import { countSchema, idSchema, instantSchema, secondsSchema, travelModeSchema } from './primitives.js';

export const coverageQuerySchema = z
  .object({
    mode: travelModeSchema.default('walk'),
    minutes: z.coerce.number().pipe(z.number().int().min(1).max(60)).default(15),
    from: instantSchema,
    to: instantSchema,
  })
  .refine((query) => Date.parse(query.from) < Date.parse(query.to), { path: ['to'], message: 'must be after from' });
export type CoverageQuery = z.infer<typeof coverageQuerySchema>;

const shareSchema = z.number().min(0).max(1).meta({ format: 'double' });

export const coverageSchema = z
  .object({
    metro: z.string(),
    mode: travelModeSchema,
    minutes: z.number().int().meta({ format: 'int32' }),
    from: instantSchema,
    to: instantSchema,
    residents: countSchema,
    covered: countSchema.describe('Residents within the minutes of a seat that is free in the span'),
    share: shareSchema.nullable().describe('covered / residents; null where no residents are known'),
    shareOfAnyHub: shareSchema.nullable().describe('The same if every seat were free and every hub open'),
    cells: z
      .array(
        z.object({
          cell: z.string().describe('H3 index, resolution 9'),
          residents: countSchema,
          seconds: secondsSchema.nullable().describe('To the nearest free seat, up to an hour; null beyond'),
        }),
      )
      .describe('Inhabited cells, fewest seconds first; cells of 1 to 4 residents are in the totals only'),
    hubs: z.array(
      z.object({
        hubId: idSchema,
        name: z.string(),
        free: countSchema,
        desks: countSchema,
        residents: countSchema
          .nullable()
          .describe('Residents for whom this is the nearest free seat within the minutes; null for 1 to 4'),
      }),
    ),
  })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof coverageSchema>;
