import { z } from 'zod';
import { bookableKindSchema } from './hub.js';
import { roles } from './person.js';
import { countSchema, idSchema, instantSchema, pageOf, pageQuerySchema } from './primitives.js';

const WEEK = 7 * 24 * 60;
const wholeFrom = (least: number, most: number): z.ZodNumber =>
  z.number().int().min(least).max(most).meta({ format: 'int32' });

export const audiences = ['members', ...roles] as const;
/** Whom a rule is for: whoever holds a role in the organisation of the hub, or one role of them. */
export const audienceSchema = z.enum(audiences);
export type Audience = z.infer<typeof audienceSchema>;

export const granularities = ['quarters', 'half_day', 'day'] as const;

const closedDaySchema = z
  .string()
  .regex(
    /^(2[01]\d\d-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    'must be a day of every year MM-DD, or of one YYYY-MM-DD',
  )
  .refine(isDay, 'must be a day of the calendar');

/** What a layer leaves out, the more general layers say. */
export const policyRulesSchema = z
  .strictObject({
    minMinutes: wholeFrom(1, WEEK),
    maxMinutes: wholeFrom(1, 5 * WEEK),
    gridMinutes: wholeFrom(5, 60).refine((minutes) => 60 % minutes === 0, 'must divide the hour'),
    granularity: z
      .enum(granularities)
      .describe('By gridMinutes; or whole stretches in which the hub is open on a day, or those cut in two at 13:00'),
    leadMinutes: wholeFrom(0, 30 * 24 * 60).describe('How long before its start a booking must be made'),
    lateMinutes: wholeFrom(0, 24 * 60).describe('How long after its start a booking may still be made'),
    horizonDays: wholeFrom(0, 730),
    setUpMinutes: wholeFrom(0, 24 * 60),
    cleaningMinutes: wholeFrom(0, 24 * 60),
    cancelUntilMinutes: wholeFrom(0, 30 * 24 * 60)
      .nullable()
      .describe('Before the start; null: until it is over'),
    closedOnHolidays: z.boolean().describe('On the public holidays of Italy'),
    closedDays: z
      .array(closedDaySchema)
      .max(100)
      .describe('The patron saint and other days; they take the place of those of more general layers'),
    priority: z
      .strictObject({ audience: audienceSchema, daysAhead: wholeFrom(0, 730) })
      .nullable()
      .describe('Only this audience may book further ahead than so many days'),
    maxActive: wholeFrom(0, 1000).nullable().describe('Bookings of one person that are not over; null: any number'),
    maxPerWeek: wholeFrom(0, 1000).nullable().describe('Bookings of one person in a week, by the hub’s calendar'),
    maxMinutesPerWeek: wholeFrom(0, 50 * WEEK).nullable(),
    checkInFromMinutes: wholeFrom(0, 24 * 60),
    noShowAfterMinutes: wholeFrom(1, 24 * 60).nullable(),
    onMyWayMinutes: wholeFrom(0, 240),
    approvalMinutes: wholeFrom(1, 30 * 24 * 60)
      .nullable()
      .describe('A manager has so long to approve a booking, at most until it begins; null: it is confirmed at once'),
    holdMinutes: wholeFrom(1, 60),
    offerMinutes: wholeFrom(1, 24 * 60),
    strikes: z
      .strictObject({ withinDays: wholeFrom(1, 365), most: wholeFrom(1, 100), banDays: wholeFrom(1, 365) })
      .nullable(),
  })
  .partial()
  .refine(({ minMinutes = 0, maxMinutes = Infinity }) => minMinutes <= maxMinutes, {
    path: ['maxMinutes'],
    message: 'must not be less than minMinutes',
  })
  .meta({ id: 'PolicyRules' });
export type PolicyRules = z.infer<typeof policyRulesSchema>;

const scope = {
  hubId: idSchema.nullable().describe('Null: all hubs of the organisation'),
  spaceId: idSchema.nullable().describe('Null: the whole hub'),
  kind: bookableKindSchema.nullable().describe('Null: all that can be booked'),
  audience: audienceSchema.nullable().describe('Null: everybody'),
};

export const policySchema = z
  .object({
    id: idSchema,
    ...scope,
    version: wholeFrom(1, 2 ** 31 - 1),
    rules: policyRulesSchema,
    validFrom: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof policySchema>;

export const policiesQuerySchema = pageQuerySchema.extend({
  state: z.enum(['current', 'all']).default('current').describe('all: also those that ended or were replaced'),
});
export type PoliciesQuery = z.infer<typeof policiesQuerySchema>;

export const policyPageSchema = pageOf(policySchema).meta({ id: 'PolicyPage' });
export type PolicyPage = z.infer<typeof policyPageSchema>;

const proposed = {
  hubId: scope.hubId.default(null),
  spaceId: scope.spaceId.default(null),
  kind: scope.kind.default(null),
  audience: scope.audience.default(null),
  rules: policyRulesSchema,
};
const spaceHasHub = ({ hubId, spaceId }: { hubId: string | null; spaceId: string | null }): boolean =>
  spaceId === null || hubId !== null;
const HUB_MISSING = { path: ['hubId'], message: 'must name the hub of the space' };

export const createPolicySchema = z
  .strictObject({
    ...proposed,
    version: wholeFrom(0, 2 ** 31 - 1)
      .default(0)
      .describe('Of the layer that it replaces; 0: there is none'),
  })
  .refine(spaceHasHub, HUB_MISSING)
  .meta({ id: 'CreatePolicy' });
export type CreatePolicy = z.infer<typeof createPolicySchema>;

export const policyDryRunSchema = z
  .strictObject({ organisationId: idSchema, ...proposed })
  .refine(spaceHasHub, HUB_MISSING)
  .meta({ id: 'PolicyDryRun' });
export type PolicyDryRun = z.infer<typeof policyDryRunSchema>;

export const policyEffectSchema = z
  .object({
    examined: countSchema.describe('Bookings that are not over'),
    complete: z.boolean().describe('False: there are more than were looked at, the next ones first'),
    refused: z.array(
      z.object({
        hubId: idSchema,
        bookingId: idSchema,
        from: instantSchema,
        to: instantSchema,
        code: z.string().describe('Of the rule that would have refused it'),
        title: z.string().describe('The rule in words, in the language of the reader'),
        detail: z.string(),
      }),
    ),
  })
  .meta({ id: 'PolicyEffect' });
export type PolicyEffect = z.infer<typeof policyEffectSchema>;

export const hubRulesQuerySchema = z.object({
  kind: bookableKindSchema.default('desk'),
  spaceId: idSchema.optional(),
  as: z
    .enum(['everybody', ...audiences])
    .optional()
    .describe('As they hold for somebody else: for whoever is nothing in the organisation, or for one audience'),
});
export type HubRulesQuery = z.infer<typeof hubRulesQuerySchema>;

export const effectiveRulesSchema = policyRulesSchema.safeExtend({}).required().meta({ id: 'EffectiveRules' });
export type EffectiveRules = z.infer<typeof effectiveRulesSchema>;

export const hubBookingRulesSchema = z
  .object({
    hubId: idSchema,
    kind: bookableKindSchema,
    audiences: z.array(audienceSchema).describe('What the caller is in this hub'),
    rules: effectiveRulesSchema,
  })
  .meta({ id: 'HubBookingRules' });
export type HubBookingRules = z.infer<typeof hubBookingRulesSchema>;

function isDay(text: string): boolean {
  const full = text.length === 5 ? `2028-${text}` : text;
  const at = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(full);
}
