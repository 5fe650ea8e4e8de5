import { z } from 'zod';
import { hubSummarySchema } from './hub.js';
import { idSchema } from './primitives.js';

export const roles = [
  'worker',
  'service_operator',
  'hub_manager',
  'planner',
  'org_admin',
  'network_admin',
  'auditor',
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What a role, or the token of a machine, gives the right to do. */
export const capabilities = [
  'hub.display',
  'hub.watch',
  'hub.manage',
  'organisation.administer',
  'organisation.audit',
  'people.provision',
  'network.plan',
  'network.administer',
] as const;
export const capabilitySchema = z.enum(capabilities);
export type Capability = z.infer<typeof capabilitySchema>;

/** How sure the identity provider is of a person, by the levels of eIDAS; none: it does not say. */
export const assurances = ['none', 'low', 'substantial', 'high'] as const;
export const assuranceSchema = z.enum(assurances);
export type Assurance = z.infer<typeof assuranceSchema>;

export const membershipSchema = z
  .object({ role: roleSchema, organisationId: idSchema.nullable(), hubId: idSchema.nullable() })
  .meta({ id: 'Membership' });

export const meSchema = z
  .object({
    id: idSchema,
    displayName: z.string(),
    assurance: assuranceSchema,
    memberships: z.array(membershipSchema),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

export const managedHubsSchema = z
  .object({ items: z.array(hubSummarySchema.extend({ metro: z.string() })) })
  .meta({ id: 'ManagedHubs' });
export type ManagedHubs = z.infer<typeof managedHubsSchema>;
