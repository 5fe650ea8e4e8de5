import { z } from 'zod';
import { roleSchema, signInChoiceSchema } from '#libs/contracts';

/** JSON in a variable. */
export const json = <Schema extends z.ZodType>(schema: Schema): z.ZodPipe<z.ZodTransform<unknown, string>, Schema> =>
  z
    .transform((text: string, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const acrValues = z.string().regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, 'must be values of acr, separated by a space');

const NETWORK_ROLES = new Set(['network_admin', 'planner', 'auditor']);
const HUB_ROLES = new Set(['hub_manager', 'service_operator']);

/** A role that a group of the identity provider gives, and where it holds. */
const groupRoleSchema = z
  .strictObject({
    group: z.string().min(1),
    role: roleSchema,
    /** ipa_code or id; null: the whole network */
    organisation: z.string().min(1).nullable().default(null),
    /** slug or id of one hub of the organisation; null: all of them */
    hub: z.string().min(1).nullable().default(null),
  })
  .refine(({ role, organisation }) => organisation !== null || NETWORK_ROLES.has(role), {
    path: ['organisation'],
    message: 'this role holds in an organisation',
  })
  .refine(({ role, organisation }) => organisation === null || role !== 'network_admin', {
    path: ['organisation'],
    message: 'this role holds in the whole network',
  })
  .refine(({ role, hub, organisation }) => hub === null || (organisation !== null && HUB_ROLES.has(role)), {
    path: ['hub'],
    message: 'this role holds in no single hub',
  });
export type GroupRole = z.infer<typeof groupRoleSchema>;

/** What a deployment says of its identity provider. */
export const signInSettings = {
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLIENT_AUTH: z.enum(['private_key_jwt', 'client_secret_basic', 'client_secret_post']).optional(),
  /** PEM or JWK */
  OIDC_CLIENT_KEY_FILE: z.string().min(1).optional(),
  OIDC_SCOPE: z
    .string()
    .default('openid profile')
    .refine((scope) => scope.split(' ').includes('openid'), 'must contain openid'),
  /** asked for at every sign-in */
  OIDC_ACR_VALUES: acrValues.optional(),
  /** asked for where a page needs this assurance, and taken for it */
  OIDC_ACR_MAP: json(
    z.strictObject({ low: acrValues.optional(), substantial: acrValues.optional(), high: acrValues.optional() }),
  ).default({}),
  /** what to add to the authorization request where a person chose this way to identify themselves */
  OIDC_CHOICES: json(z.partialRecord(signInChoiceSchema, z.record(z.string().min(1), z.string().min(1)))).default({}),
  OIDC_GROUPS_CLAIM: z.string().min(1).optional(),
  OIDC_GROUP_ROLES: json(z.array(groupRoleSchema)).default([]),
};
