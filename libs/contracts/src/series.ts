import { z } from 'zod';
import { bookingItemsSchema, bookingSchema, claimStatusSchema } from './booking.js';
import { localTimeSchema } from './hub.js';
import { alternativeSchema } from './problem.js';
import { countSchema, idSchema, instantSchema, pageOf } from './primitives.js';

const MOST = 200;
const daySchema = z.iso
  .date()
  .refine((text) => /^2[01]\d\d-/.test(text), 'must lie between the years 2000 and 2199')
  .meta({ format: 'date' });
const weekdaySchema = z.number().int().min(1).max(7).meta({ format: 'int32' });
const timesInOrder = { path: ['endTime'], message: 'must be after startTime' };

/** On which days, and when in them, on the wall clock of the hub. */
export const seriesRuleSchema = z
  .strictObject({
    frequency: z.enum(['daily', 'weekly', 'monthly']),
    interval: z
      .number()
      .int()
      .min(1)
      .max(52)
      .default(1)
      .meta({ format: 'int32' })
      .describe('Every so many days, weeks (from Monday) or months'),
    weekdays: z
      .array(weekdaySchema)
      .max(7)
      .default([])
      .describe('1 is Monday. Weekly: on these, else on that of the first day; daily: on no others; monthly: none'),
    monthlyBy: z
      .enum(['day', 'weekday', 'last-weekday'])
      .default('day')
      .describe('As the first day: its day of the month, its nth weekday, or the last such weekday of a month'),
    startDate: daySchema,
    startTime: localTimeSchema,
    endTime: localTimeSchema.describe('Up to 24:00'),
    until: daySchema.nullable().default(null).describe('The last day; either this or count'),
    count: z
      .number()
      .int()
      .min(1)
      .max(MOST)
      .nullable()
      .default(null)
      .meta({ format: 'int32' })
      .describe('How many days, those that are left out not counted'),
    exceptions: z.array(daySchema).max(MOST).default([]).describe('Days that are left out'),
    skipHolidays: z.boolean().default(false).describe('Leaves the Italian national holidays out'),
  })
  .refine((rule) => rule.startTime < rule.endTime, timesInOrder)
  .refine((rule) => (rule.until === null) !== (rule.count === null), {
    path: ['until'],
    message: 'must be given, or count, and not both',
  })
  .refine((rule) => rule.frequency !== 'monthly' || rule.weekdays.length === 0, {
    path: ['weekdays'],
    message: 'must be left out of a monthly rule: monthlyBy says on which day',
  })
  .meta({ id: 'SeriesRule' });
export type SeriesRule = z.infer<typeof seriesRuleSchema>;

export const createSeriesSchema = z
  .strictObject({ items: bookingItemsSchema.describe('What is booked on each day'), rule: seriesRuleSchema })
  .meta({ id: 'CreateSeries' });
export type CreateSeries = z.infer<typeof createSeriesSchema>;

export const seriesScopeSchema = z.enum(['this', 'following', 'all']);
export type SeriesScope = z.infer<typeof seriesScopeSchema>;

const namesItsDay = ({ scope, date }: { readonly scope: SeriesScope; readonly date?: string | undefined }): boolean =>
  (scope === 'all') === (date === undefined);
const dayOfScope = { path: ['date'], message: 'must be given with this and following, and not with all' };

export const changeSeriesSchema = z
  .strictObject({
    scope: seriesScopeSchema,
    date: daySchema.optional().describe('The day from which, or of which alone, it is changed'),
    startTime: localTimeSchema.optional(),
    endTime: localTimeSchema.optional(),
    items: bookingItemsSchema.optional(),
  })
  .refine(namesItsDay, dayOfScope)
  .refine(({ startTime, endTime, items }) => (startTime ?? endTime ?? items) !== undefined, {
    path: ['startTime'],
    message: 'must be given, or endTime or items: there is nothing to change',
  })
  .meta({ id: 'ChangeSeries' });
export type ChangeSeries = z.infer<typeof changeSeriesSchema>;

export const endSeriesSchema = z
  .object({ scope: seriesScopeSchema, date: daySchema.optional() })
  .refine(namesItsDay, dayOfScope);
export type EndSeries = z.infer<typeof endSeriesSchema>;

export const occurrenceStates = ['not-yet', 'booked', 'refused', 'cancelled'] as const;

export const occurrenceSchema = z
  .object({
    date: daySchema,
    from: instantSchema.nullable().describe('Null where the spring clock jumps over it'),
    to: instantSchema.nullable(),
    state: z
      .enum(occurrenceStates)
      .describe('not-yet: farther ahead than may be booked; refused: it can not be had, reason says why'),
    booking: z
      .object({ id: idSchema, from: instantSchema, to: instantSchema, status: claimStatusSchema })
      .nullable()
      .describe('At another time than from and to where it could not be moved there: reason says why'),
    reason: z
      .object({ code: z.string(), details: z.record(z.string(), z.unknown()) })
      .nullable()
      .describe('As the problem with which a booking for that day was refused'),
    alternatives: z.array(alternativeSchema).describe('What was free instead when it was refused'),
  })
  .meta({ id: 'SeriesOccurrence' });
export type Occurrence = z.infer<typeof occurrenceSchema>;

export const seriesSummarySchema = z
  .object({
    id: idSchema,
    hub: bookingSchema.shape.hub,
    items: bookingItemsSchema,
    rule: seriesRuleSchema,
    createdAt: instantSchema,
    next: instantSchema.nullable().describe('When it is booked next'),
    counts: z.object({ booked: countSchema, refused: countSchema, notYet: countSchema, cancelled: countSchema }),
  })
  .meta({ id: 'SeriesSummary' });
export type SeriesSummary = z.infer<typeof seriesSummarySchema>;

export const seriesSchema = seriesSummarySchema
  .extend({ occurrences: z.array(occurrenceSchema).describe('One a day, in order') })
  .meta({ id: 'Series' });
export type Series = z.infer<typeof seriesSchema>;

export const seriesPageSchema = pageOf(seriesSummarySchema).meta({ id: 'SeriesPage' });
export type SeriesPage = z.infer<typeof seriesPageSchema>;

/** Told once: whoever has the address reads the calendar. */
export const calendarFeedSchema = z
  .object({
    url: z.url(),
    webcal: z.url().describe('The same, as calendar programs subscribe to it'),
    createdAt: instantSchema,
  })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeed = z.infer<typeof calendarFeedSchema>;

export const calendarFeedStateSchema = z
  .object({ openedAt: instantSchema.nullable().describe('When its address was given; null: it has none') })
  .meta({ id: 'CalendarFeedState' });
export type CalendarFeedState = z.infer<typeof calendarFeedStateSchema>;
