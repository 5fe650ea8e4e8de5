import { z } from 'zod';
import {
  bookableKindSchema,
  communitySchema,
  deskAmenitySchema,
  hubAmenitySchema,
  hubKindSchema,
  latitudeSchema,
  longitudeSchema,
  nameSchema,
  openingWindowSchema,
  organisationKindSchema,
  planPointSchema,
  planRingSchema,
  spaceKinds,
} from '#libs/contracts';

/** Cells of a table are text, properties of GeoJSON have types; blank is absent in both. */
const blankIsAbsent = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsAbsent, schema.optional());
const needed = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsAbsent, schema);
const words = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\s,;|]+/).filter((word) => word !== '') : value),
  z.array(hubAmenitySchema).max(50),
);
/** A spreadsheet may have made a number of a name. */
const line = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), nameSchema);
const count = (least: number, most: number) => z.coerce.number().pipe(z.number().int().min(least).max(most));

const planSchema = z.object({
  spaces: z
    .array(
      z.object({
        name: line,
        kind: z.enum(spaceKinds),
        level: z.number().int().min(-9).max(99),
        outline: planRingSchema.max(500),
      }),
    )
    .min(1)
    .max(200),
  bookables: z
    .array(
      z.object({
        label: line,
        kind: bookableKindSchema.default('desk'),
        space: line,
        position: planPointSchema,
        amenities: z.array(deskAmenitySchema).max(20).default([]),
      }),
    )
    .min(1)
    .max(2000),
});

/** A hub as a row of a table or the properties of a GeoJSON point. What is absent is as it was, or as usual for the kind of hub. */
export const hubRowSchema = z.object({
  name: needed(line),
  lat: needed(z.coerce.number().pipe(latitudeSchema)),
  lon: needed(z.coerce.number().pipe(longitudeSchema)),
  slug: optional(
    z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be in kebab-case')
      .max(100),
  ),
  kind: optional(hubKindSchema),
  address: optional(line),
  desks: optional(count(1, 500)),
  rooms: optional(count(0, 50)),
  amenities: optional(words),
  organisation: optional(line),
  organisation_kind: optional(organisationKindSchema),
  asset: optional(line),
  opening: optional(z.string().max(2000)),
  opening_windows: optional(
    z
      .array(openingWindowSchema.extend({ community: communitySchema.default('public') }))
      .min(1)
      .max(200),
  ),
  plan: optional(planSchema),
});
export type HubRow = z.infer<typeof hubRowSchema>;
export const HUB_FIELDS = Object.keys(hubRowSchema.shape);
