import { z } from 'zod';
import { idSchema, latitudeSchema, longitudeSchema } from './primitives.js';

/** west, south, east, north in degrees */
export const boundingBoxSchema = z.tuple([longitudeSchema, latitudeSchema, longitudeSchema, latitudeSchema]);
export type BoundingBox = z.infer<typeof boundingBoxSchema>;

export const metroSchema = z
  .object({
    id: idSchema,
    slug: z.string(),
    name: z.string(),
    timeZone: z.string(),
    center: z.object({ lat: latitudeSchema, lon: longitudeSchema }),
    bbox: boundingBoxSchema,
    attribution: z.string().describe('Must be shown with every map drawn from this network'),
    networkVersion: z.number().int().meta({ format: 'int32' }),
    tiles: z.string().describe('URL template of the base map, relative to the origin: {z}, {x}, {y}'),
    maxZoom: z.number().int().meta({ format: 'int32' }).describe('Deepest zoom that has tiles'),
  })
  .meta({ id: 'Metro' });
export type Metro = z.infer<typeof metroSchema>;

export const metroListSchema = z.object({ items: z.array(metroSchema) }).meta({ id: 'MetroList' });
export type MetroList = z.infer<typeof metroListSchema>;
