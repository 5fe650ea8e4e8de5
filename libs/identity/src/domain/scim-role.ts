import { InvalidValue } from './scim-errors.js';

/** No directory of one organisation decides over the network. */
const ROLES = ['worker', 'service_operator', 'hub_manager', 'planner', 'org_admin', 'auditor'] as const;
const IN_HUBS: ReadonlySet<string> = new Set(['service_operator', 'hub_manager']);

export type ProvisionedRole = (typeof ROLES)[number];

/** What the members of a group get. */
export interface RoleOfGroup {
  readonly role: ProvisionedRole;
  /** Slug of the hub; null: in the whole organisation */
  readonly hub: string | null;
}

/**
 * The role that a group stands for: as it says itself, else by its name, `role` or `role@hub-slug`.
 * @throws InvalidValue when it stands for none, or for one that can not be held there
 */
export function roleOfGroup(
  displayName: string,
  told?: { readonly role: string; readonly hub?: string | null | undefined },
): RoleOfGroup {
  const [name = '', slug] = told === undefined ? displayName.split(/@(.*)/s) : [told.role, told.hub ?? undefined];
  const role = ROLES.find((each) => each === name.trim().toLowerCase());
  if (role === undefined)
    throw new InvalidValue(
      `"${name.slice(0, 50)}" is none of the roles that a group can give (${ROLES.join(', ')}): name it role or role@hub-slug`,
    );
  const hub = slug?.trim() ?? null;
  if (hub === '') throw new InvalidValue('After the @ comes the slug of a hub');
  if (hub !== null && !IN_HUBS.has(role)) throw new InvalidValue(`The role ${role} is not held in a single hub`);
  return { role, hub };
}
