import { z } from 'zod';

export const idSchema = z.uuid();

/** RFC 3339 instant, any offset accepted, years 2000 to 2199 only: a slip of the keyboard is refused, not stored. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => /^2[01]\d\d-/.test(text), { message: 'must lie between the years 2000 and 2199' })
  .refine((text) => !/\.\d{10}/.test(text), { message: 'must not be finer than a nanosecond' })
  .meta({ format: 'date-time' });

export const latitudeSchema = z.number().min(-90).max(90).meta({ format: 'double' });
export const longitudeSchema = z.number().min(-180).max(180).meta({ format: 'double' });
export const secondsSchema = z.number().int().min(0).meta({ format: 'int32' });
export const countSchema = z.number().int().min(0).meta({ format: 'int32' });
export const metresSchema = z.number().meta({ format: 'double' });

/** Query strings are text: the same rules after conversion. */
export const latitudeQuerySchema = z.coerce.number().pipe(latitudeSchema);
export const longitudeQuerySchema = z.coerce.number().pipe(longitudeSchema);

/** A point or ring of a floor plan, in metres on the hub's local axes: x to the right, y up. */
export const planPointSchema = z.tuple([metresSchema, metresSchema]);
export const planRingSchema = z.array(planPointSchema).min(4);

export const travelModes = ['walk'] as const;
export const travelModeSchema = z.enum(travelModes);
export type TravelMode = z.infer<typeof travelModeSchema>;

export const spanSchema = z
  .object({ from: instantSchema, to: instantSchema })
  .refine((span) => Date.parse(span.from) < Date.parse(span.to), { path: ['to'], message: 'must be after from' });
export type Span = z.infer<typeof spanSchema>;

/** A name that people read in one line. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must be one line without control characters');

/** Where a page of a list begins, and how long it may be. */
export const pageQuerySchema = z.object({
  cursor: z.string().max(500).optional().describe('As `next` of the page before'),
  limit: z.coerce.number().pipe(z.number().int().min(1).max(100)).default(50),
});

export const pageOf = <Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('Cursor of the next page') });
