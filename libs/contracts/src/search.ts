import { z } from 'zod';
import { hubSummarySchema, bookableSchema } from './hub.js';
import {
  countSchema,
  instantSchema,
  latitudeQuerySchema,
  latitudeSchema,
  longitudeQuerySchema,
  longitudeSchema,
  metresSchema,
  secondsSchema,
  travelModeSchema,
} from './primitives.js';

const minutesQuerySchema = z.coerce.number().pipe(z.number().int().min(1).max(60));

export const searchQuerySchema = z
  .object({
    metro: z.string().optional().describe('Slug; by default the metro whose network lies under the origin'),
    lat: latitudeQuerySchema,
    lon: longitudeQuerySchema,
    mode: travelModeSchema.default('walk'),
    minutes: minutesQuerySchema.default(15),
    from: instantSchema,
    to: instantSchema,
  })
  .refine((query) => Date.parse(query.from) < Date.parse(query.to), { path: ['to'], message: 'must be after from' });
export type SearchQuery = z.infer<typeof searchQuerySchema>;

export const hubHitSchema = hubSummarySchema
  .extend({
    seconds: secondsSchema.describe('Travel time from the origin'),
    open: z.boolean().describe('Open to the public in the whole span'),
    desks: countSchema.describe('Desks of the hub'),
    free: countSchema.describe('Desks free in the whole span'),
    bestDesk: bookableSchema.extend({ spaceName: z.string() }).nullable(),
  })
  .meta({ id: 'HubHit' });
export type HubHit = z.infer<typeof hubHitSchema>;

export const searchResultSchema = z
  .object({
    metro: z.string(),
    timeZone: z.string(),
    origin: z.object({
      lat: latitudeSchema,
      lon: longitudeSchema,
      snappedLat: latitudeSchema,
      snappedLon: longitudeSchema,
      snapMetres: metresSchema,
    }),
    mode: travelModeSchema,
    minutes: z.number().int().meta({ format: 'int32' }),
    from: instantSchema,
    to: instantSchema,
    hubs: z.array(hubHitSchema).describe('Within the minutes, sorted by travel time'),
    nearestBeyond: hubHitSchema
      .nullable()
      .describe('When no hub within the minutes has a free desk: the nearest one that has'),
  })
  .meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof searchResultSchema>;
