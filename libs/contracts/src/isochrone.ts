import { z } from 'zod';
import {
  latitudeQuerySchema,
  latitudeSchema,
  longitudeQuerySchema,
  longitudeSchema,
  travelModeSchema,
} from './primitives.js';

export const isochroneQuerySchema = z.object({
  metro: z.string().optional(),
  lat: latitudeQuerySchema,
  lon: longitudeQuerySchema,
  mode: travelModeSchema.default('walk'),
  minutes: z
    .string()
    .default('15')
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(z.number().int().min(1).max(60)).min(1).max(4))
    .describe('One to four cut-offs, separated by commas'),
});
export type IsochroneQuery = z.infer<typeof isochroneQuerySchema>;

const positionSchema = z
  .array(z.number().meta({ format: 'double' }))
  .min(2)
  .max(2);

export const isochronesSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    origin: z.object({ lat: latitudeSchema, lon: longitudeSchema }),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({ minutes: z.number().int().meta({ format: 'int32' }) }),
        geometry: z.object({
          type: z.literal('MultiPolygon'),
          coordinates: z.array(z.array(z.array(positionSchema))),
        }),
      }),
    ),
  })
  .meta({ id: 'Isochrones' });
export type Isochrones = z.infer<typeof isochronesSchema>;
