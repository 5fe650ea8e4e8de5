import { z } from 'zod';
import { instantSchema } from './primitives.js';

const told = (what: string): z.ZodOptional<z.ZodNullable<typeof instantSchema>> =>
  instantSchema.nullable().optional().describe(what);

/** What became of a booking around its start, and what its person can do about it. */
export const stayShape = {
  onMyWayAt: told('When its person said that they were on their way'),
  noShowAt: told('When it was released because nobody had checked in'),
  appealedAt: told('When its person said that this was wrong'),
  checkIn: z
    .object({
      from: instantSchema,
      until: instantSchema.nullable().describe('It is released then if nobody came; null: it is not'),
      code: z.string().describe('For the kiosk of the hub'),
    })
    .nullable()
    .optional()
    .describe('How it is checked in; null: there is no need, or no more'),
  onMyWayUntil: told('Until when its person can say, once, that they are on their way; null: not'),
  appealUntil: told('Until when its person can appeal against its release; null: not'),
};
