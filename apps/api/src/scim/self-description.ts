import { SCIM_GROUP, SCIM_ROLE, SCIM_USER } from '#libs/contracts';
import { MOST_LISTED } from '#libs/identity';

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';

const no = { supported: false } as const;

/** What this service can do (RFC 7643 §5). */
export const serviceProviderConfig = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_LISTED },
  changePassword: no,
  sort: no,
  etag: no,
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth bearer token',
      description: 'A token of POST /auth/token with the scope people.provision',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: '/scim/v2/ServiceProviderConfig' },
};

const resourceType = (name: 'User' | 'Group', schema: string, extensions: readonly string[]) => ({
  schemas: [RESOURCE_TYPE],
  id: name,
  name,
  endpoint: `/${name}s`,
  schema,
  schemaExtensions: extensions.map((extension) => ({ schema: extension, required: false })),
  meta: { resourceType: 'ResourceType', location: `/scim/v2/ResourceTypes/${name}` },
});

/** RFC 7643 §6. */
export const resourceTypes = [resourceType('User', SCIM_USER, []), resourceType('Group', SCIM_GROUP, [SCIM_ROLE])];

interface Attribute {
  readonly type: 'string' | 'boolean' | 'complex';
  readonly required: boolean;
  readonly description: string;
  readonly uniqueness?: 'server';
  readonly multiValued?: boolean;
  readonly mutability?: 'immutable' | 'readOnly';
  readonly subAttributes?: readonly object[];
}

const attribute = (name: string, told: Attribute): object => ({
  name,
  multiValued: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...told,
});

const schema = (id: string, name: string, description: string, attributes: readonly object[]) => ({
  schemas: [SCHEMA],
  id,
  name,
  description,
  attributes,
  meta: { resourceType: 'Schema', location: `/scim/v2/Schemas/${id}` },
});

/** RFC 7643 §7: the attributes that are kept. Others of the standard are taken and passed over. */
export const schemas = [
  schema(
    SCIM_USER,
    'User',
    'A person of the organisation; externalId, which is required, is the subject of their sign-in',
    [
      attribute('userName', {
        type: 'string',
        required: true,
        uniqueness: 'server',
        description: 'Name in the directory',
      }),
      attribute('displayName', { type: 'string', required: false, description: 'Else made of name, or userName' }),
      attribute('active', { type: 'boolean', required: false, description: 'False: no roles from here, no sessions' }),
    ],
  ),
  schema(SCIM_GROUP, 'Group', 'A role, and who has it', [
    attribute('displayName', {
      type: 'string',
      required: true,
      uniqueness: 'server',
      description: 'role or role@hub-slug, unless the extension says the role',
    }),
    attribute('members', {
      type: 'complex',
      multiValued: true,
      required: false,
      description: 'Users',
      subAttributes: [
        attribute('value', { type: 'string', required: true, mutability: 'immutable', description: 'id of a user' }),
        attribute('display', { type: 'string', required: false, mutability: 'readOnly', description: 'Their name' }),
      ],
    }),
  ]),
  schema(SCIM_ROLE, 'Role', 'The role that a group gives', [
    attribute('role', {
      type: 'string',
      required: true,
      description: 'worker, service_operator, hub_manager, planner, org_admin or auditor',
    }),
    attribute('hub', { type: 'string', required: false, description: 'Slug of a hub; none: the whole organisation' }),
  ]),
];
