import { z } from 'zod';
import { type Capability, capabilitySchema } from './person.js';
import { countSchema, idSchema, instantSchema } from './primitives.js';

export const machineKinds = ['client', 'kiosk'] as const;
export const machineKindSchema = z.enum(machineKinds);
export type MachineKind = z.infer<typeof machineKindSchema>;

const ofTheNetwork = ['network.plan', 'network.administer'] as const satisfies readonly Capability[];

/** What a machine may be given the right to do: nothing in the network as a whole. */
export const machineScopeSchema = capabilitySchema.exclude(ofTheNetwork);
export type MachineScope = z.infer<typeof machineScopeSchema>;

const machineNameSchema = z.string().trim().min(1).max(100);

/** Strict: what is not named here (an organisation, a hash) is refused and not passed over. */
export const createMachineSchema = z
  .strictObject({
    name: machineNameSchema.describe('Once in the organisation, among those not revoked'),
    kind: machineKindSchema.describe('client: earns short tokens with its secret; kiosk: its secret is its token'),
    hubId: idSchema.nullable().default(null).describe('Null: all hubs of the organisation; a kiosk stands in one'),
    scopes: z.array(machineScopeSchema).min(1).max(8),
  })
  .meta({ id: 'CreateMachine' });
export type CreateMachine = z.infer<typeof createMachineSchema>;

export const machineSchema = z
  .object({
    id: idSchema.describe('The client_id'),
    name: z.string(),
    kind: machineKindSchema,
    hubId: idSchema.nullable(),
    scopes: z.array(machineScopeSchema),
    createdAt: instantSchema,
    lastUsedAt: instantSchema.nullable().describe('To the minute'),
    revokedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Machine' });
export type MachineAnswer = z.infer<typeof machineSchema>;

export const machineSecretSchema = machineSchema
  .extend({ secret: z.string().describe('Told this once: only its hash is kept') })
  .meta({ id: 'MachineSecret' });
export type MachineSecret = z.infer<typeof machineSecretSchema>;

export const machinesQuerySchema = z.object({
  cursor: idSchema.optional(),
  limit: z.coerce
    .number()
    .pipe(z.number().int().min(1).max(100).meta({ format: 'int32' }))
    .default(50),
});
export type MachinesQuery = z.infer<typeof machinesQuerySchema>;

export const machinePageSchema = z
  .object({ items: z.array(machineSchema), next: z.string().nullable().describe('Cursor of the next page') })
  .meta({ id: 'MachinePage' });
export type MachinePage = z.infer<typeof machinePageSchema>;

/** RFC 6749 §4.4.2 and §2.3.1, word for word: names are those of OAuth. */
export const tokenRequestSchema = z
  .object({
    grant_type: z.string().max(100),
    scope: z.string().max(500).optional().describe('Space-separated; none: all that the client has'),
    client_id: z.string().max(200).optional(),
    client_secret: z.string().max(200).optional(),
  })
  .meta({ id: 'TokenRequest' });
export type TokenRequest = z.infer<typeof tokenRequestSchema>;

export const tokenAnswerSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: countSchema.describe('Seconds'),
    scope: z.string(),
  })
  .meta({ id: 'TokenAnswer' });
export type TokenAnswer = z.infer<typeof tokenAnswerSchema>;

/** RFC 6749 §5.2. */
export const oauthErrorSchema = z
  .object({
    error: z.enum([
      'invalid_request',
      'invalid_client',
      'unauthorized_client',
      'unsupported_grant_type',
      'invalid_scope',
      'server_error',
      'temporarily_unavailable',
    ]),
    error_description: z.string(),
    error_uri: z.string().describe('What the kind of error means'),
  })
  .meta({ id: 'OauthError' });
export type OauthError = z.infer<typeof oauthErrorSchema>;

export const displayStates = ['free', 'booked', 'occupied'] as const;
export const displayDeskSchema = z
  .object({
    bookableId: idSchema,
    label: z.string(),
    spaceId: idSchema,
    state: z.enum(displayStates).describe('occupied: somebody sits there, booked or not'),
    freeFrom: instantSchema.nullable().describe('When the bookings that hold it now end; null: none holds it'),
    bookedFrom: instantSchema.nullable().describe('When it is booked next today, after that; null: not any more today'),
  })
  .meta({ id: 'DisplayDesk' });
export type DisplayDesk = z.infer<typeof displayDeskSchema>;

/** What stands on the tablet at the door: the use of desks, and nobody's name. */
export const hubDisplaySchema = z
  .object({
    hubId: idSchema,
    timeZone: z.string(),
    at: instantSchema,
    open: z.boolean(),
    totals: z.object({ desks: countSchema, free: countSchema, booked: countSchema, occupied: countSchema }),
    desks: z.array(displayDeskSchema),
  })
  .meta({ id: 'HubDisplay' });
export type HubDisplay = z.infer<typeof hubDisplaySchema>;
