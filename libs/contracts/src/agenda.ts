import { z } from 'zod';
import { claimStatusSchema } from './booking.js';
import { bookableKindSchema } from './hub.js';
import { idSchema, instantSchema } from './primitives.js';

const LONGEST_MS = 31 * 86_400_000 + 3_600_000;

export const claimKinds = ['booking', 'hold', 'block', 'appointment', 'session', 'walk_in'] as const;

export const agendaQuerySchema = z
  .object({ from: instantSchema, to: instantSchema.meta({ example: '2027-03-01T10:00:00Z' }) })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'must be after from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_MS, {
    path: ['to'],
    message: 'must be within 31 days',
  });
export type AgendaQuery = z.infer<typeof agendaQuerySchema>;

export const agendaSchema = z
  .object({
    hubId: idSchema,
    timeZone: z.string(),
    from: instantSchema,
    to: instantSchema,
    bookables: z
      .array(
        z.object({
          id: idSchema,
          kind: bookableKindSchema,
          label: z.string(),
          spaceId: idSchema,
          spaceName: z.string(),
          claims: z
            .array(
              z.object({
                id: idSchema,
                kind: z.enum(claimKinds),
                status: claimStatusSchema,
                from: instantSchema,
                to: instantSchema,
                bookingId: idSchema.nullable(),
              }),
            )
            .describe('What holds it at some time of the span, in its order'),
        }),
      )
      .describe('Everything that can be booked in the hub, by label'),
  })
  .meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof agendaSchema>;
