import { z } from 'zod';
import {
  bookableKindSchema,
  communitySchema,
  deskAmenitySchema,
  hubAmenitySchema,
  hubKindSchema,
  latitudeSchema,
  longitudeSchema,
  openingWindowSchema,
  organisationKinds,
  planPointSchema,
  planRingSchema,
  spaceKinds,
} from '#libs/contracts';

/** Cells of a table are text, properties of GeoJSON have types; blank is absent in both. */
const blankIsAbsent = (value: unknown): unknown => (value === null || value === '' ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsAbsent, schema.optional());
const words = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\s,;|]+/).filter((word) => word !== '') : value),
  z.array(hubAmenitySchema),
);
const line = z.coerce.string().trim().min(1).max(200);

export const planSchema = z.object({
  spaces: z
    .array(
      z.object({
        name: line,
        kind: z.enum(spaceKinds),
        level: z.number().int().min(-9).max(99),
        outline: planRingSchema,
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
        amenities: z.array(deskAmenitySchema).default([]),
      }),
    )
    .min(1)
    .max(2000),
});

/** A hub as a row of a table or the properties of a GeoJSON point. */
export const hubRowSchema = z.object({
  name: line,
  lat: z.coerce.number().pipe(latitudeSchema),
  lon: z.coerce.number().pipe(longitudeSchema),
  slug: optional(
    z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be in kebab-case')
      .max(100),
  ),
  kind: z.preprocess(blankIsAbsent, hubKindSchema.default('coworking')),
  address: z.preprocess(blankIsAbsent, line.default('')),
  desks: optional(z.coerce.number().pipe(z.number().int().min(1).max(500))),
  amenities: optional(words),
  organisation: optional(line),
  organisation_kind: optional(z.enum(organisationKinds)),
  opening: optional(z.string()),
  opening_windows: optional(
    z.array(openingWindowSchema.extend({ community: communitySchema.default('public') })).min(1),
  ),
  plan: optional(planSchema),
});
export type HubRow = z.infer<typeof hubRowSchema>;
