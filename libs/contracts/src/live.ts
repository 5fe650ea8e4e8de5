import { z } from 'zod';
import { claimStatusSchema } from './booking.js';
import { countSchema, idSchema, instantSchema, planPointSchema } from './primitives.js';

export const presenceStates = ['occupied', 'vacant', 'unknown'] as const;
export const presenceStateSchema = z.enum(presenceStates);
export type PresenceState = z.infer<typeof presenceStateSchema>;

/**
 * What a hub manager reads off one desk: the claim that holds it now, set against what the sensor says.
 * ghost: booked, grace over, vacant; squat: occupied, unbooked; unknown: no trustworthy sensor.
 */
export const deskVerdicts = ['free', 'booked', 'in_use', 'ghost', 'squat', 'unknown'] as const;
export const deskVerdictSchema = z.enum(deskVerdicts);
export type DeskVerdict = z.infer<typeof deskVerdictSchema>;

export const liveDeskSchema = z
  .object({
    bookableId: idSchema,
    label: z.string(),
    spaceId: idSchema,
    position: planPointSchema,
    presence: presenceStateSchema,
    confidence: z.number().min(0).max(1).meta({ format: 'double' }),
    since: instantSchema.nullable().describe('When the presence last changed'),
    claim: z
      .object({ from: instantSchema, to: instantSchema, status: claimStatusSchema })
      .nullable()
      .describe('The claim that holds the desk now; never whose it is'),
    verdict: deskVerdictSchema,
  })
  .meta({ id: 'LiveDesk' });
export type LiveDesk = z.infer<typeof liveDeskSchema>;

export const liveHubSchema = z
  .object({
    hubId: idSchema,
    at: instantSchema,
    open: z.boolean(),
    headCount: countSchema.nullable().describe('People in the hub by the door counters; null without a door counter'),
    capacity: countSchema,
    totals: z.object({
      desks: countSchema,
      free: countSchema,
      booked: countSchema,
      occupied: countSchema,
      ghosts: countSchema,
      squats: countSchema,
      unknown: countSchema,
    }),
    devices: z.object({ total: countSchema, silent: countSchema }),
    desks: z.array(liveDeskSchema),
  })
  .meta({ id: 'LiveHub' });
export type LiveHub = z.infer<typeof liveHubSchema>;

/** `ids`: 1 to 50 hubs, separated by commas. */
export const hubStreamQuerySchema = z.object({
  ids: z
    .string()
    .max(2000)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(idSchema).min(1).max(50)),
});
export type HubStreamQuery = z.infer<typeof hubStreamQuerySchema>;

/** Server-sent events of `GET /api/v1/streams/hubs?ids=`. The event name is the key, the data the value, as JSON. */
export const streamEventSchemas = {
  /** A claim of this hub was made, changed or ended: availability may differ. */
  claim: z
    .object({
      hubId: idSchema,
      bookableId: idSchema,
      from: instantSchema,
      to: instantSchema,
      status: claimStatusSchema,
    })
    .meta({ id: 'ClaimEvent' }),
  /** The presence of a desk changed. Sent to those who manage the hub only. */
  presence: z
    .object({
      hubId: idSchema,
      bookableId: idSchema,
      presence: presenceStateSchema,
      confidence: z.number(),
      since: instantSchema,
    })
    .meta({ id: 'PresenceEvent' }),
  /** The head count of the hub changed. */
  headCount: z.object({ hubId: idSchema, headCount: countSchema, at: instantSchema }).meta({ id: 'HeadCountEvent' }),
  /** The client asked to resume from before what is kept: fetch the state anew. */
  reset: z.object({}).meta({ id: 'ResetEvent' }),
} as const;
export type StreamEventName = keyof typeof streamEventSchemas;
export type StreamEvent<N extends StreamEventName = StreamEventName> = z.infer<(typeof streamEventSchemas)[N]>;
