import { z } from 'zod';
import { bookableKindSchema } from './hub.js';
import { alternativeSchema } from './problem.js';
import { countSchema, idSchema, instantSchema, nameSchema } from './primitives.js';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;
const LATER = '2027-03-01T10:00:00Z';
/** The later end of a span, with an example that is later. */
const endSchema = instantSchema.meta({ example: LATER });

const lasts = ({ from, to }: { from: string; to: string }): number => Date.parse(to) - Date.parse(from);
const closedSpan = {
  spaceId: idSchema.nullable().describe('The floor, room or zone; null: the whole hub'),
  from: instantSchema.describe('What of it has passed already is left alone'),
  to: endSchema,
};

export const previewClosureSchema = z
  .strictObject(closedSpan)
  .refine((closed) => lasts(closed) > 0, { path: ['to'], message: 'must be after from' })
  .refine((closed) => lasts(closed) <= LONGEST_DAYS * DAY_MS, { path: ['to'], message: 'must be within 366 days' })
  .meta({ id: 'PreviewClosure' });
export type PreviewClosure = z.infer<typeof previewClosureSchema>;

export const closeHubSchema = z
  .strictObject({
    ...closedSpan,
    reason: nameSchema.describe('Those whose bookings it hits are told'),
    affected: z
      .enum(['move', 'cancel'])
      .describe(
        'What becomes of the bookings hit; with move, those for which nothing equivalent is free are cancelled',
      ),
  })
  .refine((closed) => lasts(closed) > 0, { path: ['to'], message: 'must be after from' })
  .refine((closed) => lasts(closed) <= LONGEST_DAYS * DAY_MS, { path: ['to'], message: 'must be within 366 days' })
  .meta({ id: 'CloseHub' });
export type CloseHub = z.infer<typeof closeHubSchema>;

export const closurePreviewSchema = z
  .object({
    items: z
      .array(
        z.object({
          bookingId: idSchema,
          bookableId: idSchema,
          kind: bookableKindSchema,
          label: z.string(),
          spaceName: z.string(),
          from: instantSchema,
          to: instantSchema,
          place: alternativeSchema.nullable().describe('Where it could go; null: nothing equivalent is free'),
        }),
      )
      .describe('The bookings that would be hit, in the order of their time, without their persons'),
    holds: countSchema.describe('Desks held for somebody who is still choosing: these holds would end'),
    next: z.null(),
  })
  .meta({ id: 'ClosurePreview' });
export type ClosurePreview = z.infer<typeof closurePreviewSchema>;

export const closureChanges = ['moved', 'superseded', 'cancelled'] as const;
/** Why a booking was not put back. */
export const closureLeftovers = ['place-taken', 'person-engaged', 'changed-since', 'person-gone', 'over'] as const;

export const closureEffectSchema = z.object({
  bookingId: idSchema,
  bookableId: idSchema.describe('Where it was'),
  change: z
    .enum(closureChanges)
    .describe('moved: to another bookable of the hub; superseded: by a booking in another hub'),
  place: z
    .object({ hubId: idSchema, bookableId: idSchema, bookingId: idSchema })
    .nullable()
    .describe('Where it went; null: cancelled'),
  undone: z
    .enum(['restored', ...closureLeftovers])
    .nullable()
    .describe('What undoing the closure made of it; null: it was not undone'),
});
export type ClosureEffect = z.infer<typeof closureEffectSchema>;

const closureFields = {
  id: idSchema,
  hubId: idSchema,
  spaceId: idSchema.nullable(),
  from: instantSchema,
  to: instantSchema,
  reason: z.string(),
  createdAt: instantSchema,
  undoUntil: instantSchema.describe('Until then it can be undone; later only ended'),
  endedAt: instantSchema.nullable().describe('When it was undone or ended'),
  undone: z.boolean(),
};

export const closureSchema = z
  .object({
    ...closureFields,
    effects: z.array(closureEffectSchema).describe('What it did to the bookings it hit'),
  })
  .meta({ id: 'Closure' });
export type Closure = z.infer<typeof closureSchema>;

export const closurePageSchema = z
  .object({
    items: z.array(z.object({ ...closureFields, moved: countSchema, cancelled: countSchema })),
    next: z.string().nullable().describe('Cursor of the next page'),
  })
  .meta({ id: 'ClosurePage' });
export type ClosurePage = z.infer<typeof closurePageSchema>;

export const closuresQuerySchema = z
  .object({
    from: instantSchema,
    to: endSchema,
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().pipe(z.number().int().min(1).max(100)).default(50),
  })
  .refine((span) => lasts(span) > 0, { path: ['to'], message: 'must be after from' });
export type ClosuresQuery = z.infer<typeof closuresQuerySchema>;

export const liftClosureQuerySchema = z.object({
  mode: z
    .enum(['undo', 'end'])
    .default('undo')
    .describe('undo: put back what was moved or cancelled, within ten minutes; end: open again, and nothing else'),
});
export type LiftClosureQuery = z.infer<typeof liftClosureQuerySchema>;
