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

export const meSchema = z
  .object({
    id: idSchema,
    displayName: z.string(),
    memberships: z.array(
      z.object({ role: roleSchema, organisationId: idSchema.nullable(), hubId: idSchema.nullable() }),
    ),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

export const managedHubsSchema = z
  .object({ items: z.array(hubSummarySchema.extend({ metro: z.string() })) })
  .meta({ id: 'ManagedHubs' });
export type ManagedHubs = z.infer<typeof managedHubsSchema>;
