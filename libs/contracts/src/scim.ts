import { z } from 'zod';
import { idSchema, instantSchema } from './primitives.js';

export const SCIM_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const SCIM_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const SCIM_ROLE = 'urn:quindici:scim:Role';
export const SCIM_PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const SCIM_LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const SCIM_ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** The attributes of RFC 7643 §4 that directories send and we do not keep: they are passed over. */
const PASSED_OVER = {
  user:
    'id meta schemas name nickName profileUrl title userType preferredLanguage locale timezone password emails phoneNumbers ims photos ' +
    'addresses groups entitlements roles x509Certificates',
  group: 'id meta schemas',
} as const;
const KEPT = { user: 'externalId userName displayName active', group: 'externalId displayName members' } as const;

export type ScimType = keyof typeof KEPT;

/** The attributes of a resource by their names in lower case, in which SCIM does not tell them apart. */
export const scimAttributes = (
  type: ScimType,
): ReadonlyMap<string, { readonly name: string; readonly kept: boolean }> =>
  new Map<string, { name: string; kept: boolean }>([
    ...PASSED_OVER[type].split(' ').map((name) => [name.toLowerCase(), { name, kept: false }] as const),
    ...KEPT[type].split(' ').map((name) => [name.toLowerCase(), { name, kept: true }] as const),
    ...(type === 'group' ? [[SCIM_ROLE.toLowerCase(), { name: SCIM_ROLE, kept: true }] as const] : []),
  ]);

/** Refuses what is in no schema: `organisationId` would be an attempt at another organisation, or a slip. */
const known =
  (type: ScimType) =>
  (resource: object, context: z.RefinementCtx): void => {
    const attributes = scimAttributes(type);
    for (const name of Object.keys(resource))
      if (!attributes.has(name.toLowerCase()) && !name.toLowerCase().startsWith('urn:'))
        context.addIssue({ code: 'custom', path: [name], message: 'is no attribute of this resource' });
  };

const textSchema = z.string().trim().min(1).max(200);
const externalIdSchema = z.string().min(1).max(255);

/** Some directories send booleans as text. */
const flagSchema = z.preprocess(
  (value) => (typeof value === 'string' ? ({ true: true, false: false }[value.toLowerCase()] ?? value) : value),
  z.boolean(),
);

export const scimUserInputSchema = z
  .looseObject({
    externalId: externalIdSchema.describe(
      'The subject (sub) by which the identity provider of the sign-in knows the person',
    ),
    userName: textSchema,
    displayName: textSchema.optional(),
    name: z
      .looseObject({
        formatted: z.string().optional(),
        givenName: z.string().optional(),
        familyName: z.string().optional(),
      })
      .optional()
      .describe('For the display name, where that is not given'),
    active: flagSchema.default(true),
  })
  .superRefine(known('user'))
  .meta({ id: 'ScimUserInput' });
export type ScimUserInput = z.infer<typeof scimUserInputSchema>;

const metaSchema = z.object({
  resourceType: z.string(),
  created: instantSchema,
  lastModified: instantSchema,
  location: z.string(),
  version: z.string(),
});

export const scimUserSchema = z
  .object({
    schemas: z.array(z.string()),
    id: idSchema,
    externalId: z.string(),
    userName: z.string(),
    displayName: z.string(),
    active: z.boolean(),
    meta: metaSchema,
  })
  .meta({ id: 'ScimUser' });
export type ScimUser = z.infer<typeof scimUserSchema>;

export const scimRoleSchema = z.strictObject({
  role: z.string().max(50),
  hub: z.string().max(200).nullish().describe('Slug of a hub of the organisation; none: the whole organisation'),
});

export const scimGroupInputSchema = z
  .looseObject({
    displayName: textSchema.describe('`role` or `role@hub-slug`, unless the extension says which role it gives'),
    externalId: externalIdSchema.optional(),
    members: z
      .array(z.looseObject({ value: idSchema }))
      .max(10_000)
      .default([]),
    [SCIM_ROLE]: scimRoleSchema.optional(),
  })
  .superRefine(known('group'))
  .meta({ id: 'ScimGroupInput' });
export type ScimGroupInput = z.infer<typeof scimGroupInputSchema>;

export const scimGroupSchema = z
  .object({
    schemas: z.array(z.string()),
    id: idSchema,
    externalId: z.string().optional(),
    displayName: z.string(),
    members: z.array(z.object({ value: idSchema, display: z.string() })),
    [SCIM_ROLE]: z.object({ role: z.string(), hub: z.string().nullable() }),
    meta: metaSchema,
  })
  .meta({ id: 'ScimGroup' });
export type ScimGroup = z.infer<typeof scimGroupSchema>;

export const scimPatchSchema = z
  .object({
    schemas: z.array(z.string()).refine((schemas) => schemas.includes(SCIM_PATCH), `must name ${SCIM_PATCH}`),
    Operations: z
      .array(
        z.object({
          op: z
            .string()
            .transform((op) => op.toLowerCase())
            .pipe(z.enum(['add', 'replace', 'remove'])),
          path: z.string().max(500).optional(),
          value: z.unknown().optional(),
        }),
      )
      .min(1)
      .max(1000),
  })
  .meta({ id: 'ScimPatch' });
export type ScimPatch = z.infer<typeof scimPatchSchema>;

const integerInText = z.coerce.number().pipe(z.number().int().meta({ format: 'int32' }));

export const scimProjectionSchema = z.object({
  attributes: z.string().max(1000).optional(),
  excludedAttributes: z.string().max(1000).optional(),
});
export type ScimProjection = z.infer<typeof scimProjectionSchema>;

export const scimListQuerySchema = scimProjectionSchema.extend({
  filter: z.string().max(1000).optional().describe('`attribute eq "value"`, several joined by `and`'),
  startIndex: integerInText.default(1).describe('Of the first one wanted; the first of all is 1'),
  count: integerInText.default(100).describe('200 at most'),
});
export type ScimListQuery = z.infer<typeof scimListQuerySchema>;

const listOf = <Resource extends z.ZodType>(resource: Resource) =>
  z.object({
    schemas: z.array(z.string()),
    totalResults: z.number().int().min(0).meta({ format: 'int32' }),
    startIndex: z.number().int().min(1).meta({ format: 'int32' }),
    itemsPerPage: z.number().int().min(0).meta({ format: 'int32' }),
    Resources: z.array(resource),
  });
export const scimUserListSchema = listOf(scimUserSchema).meta({ id: 'ScimUserList' });
export type ScimUserList = z.infer<typeof scimUserListSchema>;
export const scimGroupListSchema = listOf(scimGroupSchema).meta({ id: 'ScimGroupList' });
export type ScimGroupList = z.infer<typeof scimGroupListSchema>;
/** What the service itself can do: RFC 7643 §5 to §7. */
export const scimSelfDescriptionSchema = z
  .looseObject({ schemas: z.array(z.string()) })
  .meta({ id: 'ScimSelfDescription' });
export const scimSelfDescriptionListSchema = listOf(z.looseObject({ id: z.string() })).meta({
  id: 'ScimSelfDescriptionList',
});

export const scimErrorSchema = z
  .object({
    schemas: z.array(z.string()),
    status: z.string(),
    scimType: z
      .enum(['invalidFilter', 'uniqueness', 'mutability', 'invalidSyntax', 'invalidPath', 'noTarget', 'invalidValue'])
      .optional(),
    detail: z.string(),
  })
  .meta({ id: 'ScimError' });
export type ScimError = z.infer<typeof scimErrorSchema>;
