import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  nameSchema,
  latitudeSchema,
  longitudeSchema,
  planPointSchema,
  planRingSchema,
} from './primitives.js';

export const hubKinds = [
  'coworking',
  'library',
  'school',
  'officina_territoriale',
  'career_centre',
  'civic_centre',
  'reclaimed_asset',
] as const;
export const hubKindSchema = z.enum(hubKinds);
export type HubKind = z.infer<typeof hubKindSchema>;

export const hubAmenities = [
  'wifi',
  'step_free',
  'lift',
  'accessible_toilet',
  'call_room',
  'childcare',
  'quiet',
  'cafe',
  'bike_parking',
  'lockers',
] as const;
export const hubAmenitySchema = z.enum(hubAmenities);
export type HubAmenity = z.infer<typeof hubAmenitySchema>;

export const deskAmenities = ['monitor', 'window', 'height_adjustable', 'accessible', 'quiet'] as const;
export const deskAmenitySchema = z.enum(deskAmenities);
export type DeskAmenity = z.infer<typeof deskAmenitySchema>;

export const communities = ['public', 'members', 'school', 'library'] as const;
export const communitySchema = z.enum(communities);
export type Community = z.infer<typeof communitySchema>;

export const bookableKinds = ['desk', 'room', 'counter', 'childcare_place', 'locker', 'seat'] as const;
export const bookableKindSchema = z.enum(bookableKinds);
export type BookableKind = z.infer<typeof bookableKindSchema>;

export const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a local time HH:MM');

/** Weekly rule in the hub's zone; weekday 1 is Monday, closes 24:00 is midnight at the end of the day. */
export const openingWindowSchema = z
  .object({
    weekday: z.number().int().min(1).max(7).meta({ format: 'int32' }),
    opens: localTimeSchema,
    closes: localTimeSchema,
    community: communitySchema,
  })
  .meta({ id: 'OpeningWindow' });
export type OpeningWindow = z.infer<typeof openingWindowSchema>;

export const spaceKinds = ['floor', 'room', 'zone'] as const;
export const spaceSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    kind: z.enum(spaceKinds),
    level: z.number().int().meta({ format: 'int32' }),
    outline: planRingSchema,
  })
  .meta({ id: 'Space' });
export type Space = z.infer<typeof spaceSchema>;

export const bookableSchema = z
  .object({
    id: idSchema,
    spaceId: idSchema,
    kind: bookableKindSchema,
    label: z.string(),
    position: planPointSchema,
    amenities: z.array(deskAmenitySchema),
  })
  .meta({ id: 'Bookable' });
export type Bookable = z.infer<typeof bookableSchema>;

export const hubSummarySchema = z
  .object({
    id: idSchema,
    slug: z.string(),
    name: z.string(),
    kind: hubKindSchema,
    address: z.string(),
    lat: latitudeSchema,
    lon: longitudeSchema,
    amenities: z.array(hubAmenitySchema),
  })
  .meta({ id: 'HubSummary' });
export type HubSummary = z.infer<typeof hubSummarySchema>;

export const hubSchema = hubSummarySchema
  .extend({
    metro: z.string().describe('Slug of the metro'),
    organisation: z.string(),
    organisationId: idSchema,
    useAgreementId: idSchema.nullable().describe('The agreement under which it uses the building it is in'),
    timeZone: z.string(),
    spaces: z.array(spaceSchema),
    bookables: z.array(bookableSchema),
    openingWindows: z.array(openingWindowSchema),
  })
  .meta({ id: 'Hub' });
export type Hub = z.infer<typeof hubSchema>;

const windowListSchema = z
  .array(openingWindowSchema)
  .max(200)
  .superRefine((windows, context) => {
    for (const [index, window] of windows.entries()) {
      const wrong = window.opens >= window.closes || windows.slice(0, index).some((other) => overlap(window, other));
      if (wrong)
        context.addIssue({ code: 'custom', path: [index], message: 'closes before it opens or overlaps another' });
    }
  });

/** Local times of one width compare as text. */
const overlap = (a: OpeningWindow, b: OpeningWindow): boolean =>
  a.weekday === b.weekday && a.community === b.community && a.opens < b.closes && b.opens < a.closes;

/** What is left out stays as it is. */
export const changeHubSchema = z
  .strictObject({
    name: nameSchema.optional(),
    address: z.union([z.literal(''), nameSchema]).optional(),
    amenities: z.array(hubAmenitySchema).max(50).optional(),
    openingWindows: windowListSchema.optional(),
    useAgreementId: idSchema
      .nullable()
      .optional()
      .describe('The agreement under which it uses its building; takes the right to administer the organisation'),
  })
  .meta({ id: 'ChangeHub' });
export type ChangeHub = z.infer<typeof changeHubSchema>;

export const organisationHubsSchema = z
  .object({ items: z.array(hubSummarySchema.extend({ metro: z.string().describe('Slug of the metro') })) })
  .meta({ id: 'OrganisationHubs' });
export type OrganisationHubs = z.infer<typeof organisationHubsSchema>;

export const availabilitySchema = z
  .object({
    hubId: idSchema,
    from: instantSchema,
    to: instantSchema,
    open: z.boolean().describe('The hub is open to the public in the whole span'),
    free: z.array(idSchema).describe('Bookables that nothing holds in the span'),
    mine: z.array(idSchema).describe("Bookables held by the caller's own bookings in the span"),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof availabilitySchema>;
