import { z } from 'zod';
import { instantSchema } from './primitives.js';

const LONGEST_MS = 366 * 86_400_000 + 3_600_000;

export const bookingExportQuerySchema = z
  .object({ from: instantSchema, to: instantSchema.meta({ example: '2027-03-01T10:00:00Z' }) })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'must be after from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_MS, {
    path: ['to'],
    message: 'must be within 366 days',
  });
export type BookingExportQuery = z.infer<typeof bookingExportQuerySchema>;
