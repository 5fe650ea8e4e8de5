import { z } from 'zod';
import { roleSchema } from './person.js';
import { idSchema, instantSchema, nameSchema, pageOf, pageQuerySchema } from './primitives.js';

const hubNameSchema = z.object({ id: idSchema, name: z.string() }).nullable();

export const membershipSources = ['operator', 'invitation', 'groups', 'scim', 'demo'] as const;
export const membershipSourceSchema = z.enum(membershipSources);
export type MembershipSource = z.infer<typeof membershipSourceSchema>;

/** What a person is in an organisation, or in one hub of it. */
export const memberSchema = z
  .object({
    id: idSchema.describe('Of the membership: a person may have several'),
    person: z.object({ id: idSchema, displayName: z.string() }),
    role: roleSchema,
    hub: hubNameSchema.describe('Null: all hubs of the organisation'),
    source: membershipSourceSchema.describe('Who gave it: groups and scim give it anew when it is taken away here'),
    grantedAt: instantSchema,
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof memberSchema>;

export const membersQuerySchema = pageQuerySchema;
export type MembersQuery = z.infer<typeof membersQuerySchema>;

export const memberPageSchema = pageOf(memberSchema).meta({ id: 'MemberPage' });
export type MemberPage = z.infer<typeof memberPageSchema>;

/** As a merge patch: what is left out stays; a hub of null stands for all hubs of the organisation. */
export const changeMemberSchema = z
  .strictObject({ role: roleSchema, hubId: idSchema.nullable() })
  .partial()
  .meta({ id: 'ChangeMember' });
export type ChangeMember = z.infer<typeof changeMemberSchema>;

/** Nobody is invited to administer the network: the command line of the deployment gives that role. */
export const invitedRoleSchema = roleSchema.exclude(['network_admin']);
export type InvitedRole = z.infer<typeof invitedRoleSchema>;

export const createInvitationSchema = z
  .strictObject({
    role: invitedRoleSchema,
    hubId: idSchema.nullable().default(null),
    label: nameSchema.describe('For whom it is meant, as the inviters call them'),
    days: z.number().int().min(1).max(30).default(7).meta({ format: 'int32' }).describe('How long the link holds'),
  })
  .meta({ id: 'CreateInvitation' });
export type CreateInvitation = z.infer<typeof createInvitationSchema>;

export const invitationSchema = z
  .object({
    id: idSchema,
    role: invitedRoleSchema,
    hub: hubNameSchema,
    label: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    acceptedAt: instantSchema.nullable(),
    state: z.enum(['open', 'expired', 'accepted']),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;

export const invitationPageSchema = pageOf(invitationSchema).meta({ id: 'InvitationPage' });
export type InvitationPage = z.infer<typeof invitationPageSchema>;

export const madeInvitationSchema = invitationSchema
  .extend({ link: z.url().describe('To be handed to the invited person; it is told this once and never again') })
  .meta({ id: 'MadeInvitation' });
export type MadeInvitation = z.infer<typeof madeInvitationSchema>;

/** What follows the `#` of the link: in a body, so that no log of addresses has it. */
export const invitationTokenSchema = z
  .strictObject({ token: z.string().regex(/^[\w-]{43}$/, 'must be what follows the # of the link') })
  .meta({ id: 'InvitationToken' });
export type InvitationToken = z.infer<typeof invitationTokenSchema>;

const offerFields = {
  organisation: z.object({ id: idSchema, name: z.string() }),
  role: invitedRoleSchema,
  hub: hubNameSchema,
};

export const invitationOfferSchema = z
  .object({ ...offerFields, expiresAt: instantSchema })
  .meta({ id: 'InvitationOffer' });
export type InvitationOffer = z.infer<typeof invitationOfferSchema>;

export const acceptedInvitationSchema = z
  .object({ id: idSchema.describe('Of the membership'), ...offerFields, grantedAt: instantSchema })
  .meta({ id: 'AcceptedInvitation' });
export type AcceptedInvitation = z.infer<typeof acceptedInvitationSchema>;
