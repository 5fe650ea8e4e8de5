import type { Capability, Role } from '#libs/contracts';
import { EVERYWHERE, NOWHERE, type Reach } from '#libs/platform';
import { NotAllowed, NotSignedIn } from './identity-errors.js';

/** Where a role holds: in one hub of an organisation, in one organisation with all its hubs, or (both null) in the whole network. */
export interface Membership {
  readonly role: Role;
  readonly organisationId: string | null;
  readonly hubId: string | null;
}

/** What a person's rights come from. */
export interface PersonRights {
  readonly memberships: readonly Membership[];
}

/** What the rights of a machine's token come from: it may what its scopes name, in its organisation or one hub of it. */
export interface MachineRights {
  readonly scopes: readonly Capability[];
  readonly organisationId: string;
  /** Null: all hubs of the organisation */
  readonly hubId: string | null;
}

export type Rights = PersonRights | MachineRights;

/** What a rule must know of a hub. */
export interface HubScope {
  readonly hubId: string;
  readonly organisationId: string;
}

interface Grant {
  /** The roles that give the right, each as far as its membership reaches */
  readonly roles: readonly Role[];
  /** What it is held over: a role in a single hub gives no right over its organisation */
  readonly over: Span;
}

/** Who may do what. The only place that says so. */
const GRANTS: Readonly<Record<Capability, Grant>> = {
  'hub.display': { over: 'hub', roles: ['service_operator', 'hub_manager', 'org_admin', 'network_admin'] },
  'hub.watch': { over: 'hub', roles: ['hub_manager', 'org_admin', 'network_admin'] },
  'hub.manage': { over: 'hub', roles: ['hub_manager', 'org_admin', 'network_admin'] },
  'organisation.administer': { over: 'organisation', roles: ['org_admin', 'network_admin'] },
  'organisation.audit': { over: 'organisation', roles: ['auditor', 'network_admin'] },
  'people.provision': { over: 'organisation', roles: [] },
  'network.plan': { over: 'network', roles: ['planner', 'network_admin'] },
  'network.administer': { over: 'network', roles: ['network_admin'] },
};

type Span = 'network' | 'organisation' | 'hub';

/** How far a membership in a role can reach; one written otherwise gives nothing. The table `membership` holds to the same. */
const SPANS: Readonly<Record<Role, readonly Span[]>> = {
  worker: ['organisation'],
  service_operator: ['organisation', 'hub'],
  hub_manager: ['organisation', 'hub'],
  planner: ['network', 'organisation'],
  org_admin: ['organisation'],
  network_admin: ['network'],
  auditor: ['network', 'organisation'],
};

const CITIZENS: ReadonlySet<Role> = new Set(['worker']);

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** How far a right of the caller goes. */
export function reachOf(caller: Rights, capability: Capability): Reach {
  const { roles, over } = GRANTS[capability];
  if ('scopes' in caller) {
    if (!caller.scopes.includes(capability) || over === 'network') return NOWHERE;
    if (caller.hubId === null) return { ...NOWHERE, organisationIds: [caller.organisationId] };
    return over === 'hub' ? { ...NOWHERE, hubIds: [caller.hubId] } : NOWHERE;
  }
  const held = caller.memberships.filter(({ role }) => roles.includes(role));
  const spanning = (span: Span): readonly Membership[] =>
    held.filter((membership) => spanOf(membership) === span && canBeHeld(membership));
  if (spanning('network').length > 0) return EVERYWHERE;
  return {
    everywhere: false,
    organisationIds: unique(spanning('organisation').map(({ organisationId }) => organisationId)),
    hubIds: over === 'hub' ? unique(spanning('hub').map(({ hubId }) => hubId)) : [],
  };
}

export const spanOf = ({ organisationId, hubId }: Membership): Span =>
  hubId !== null ? 'hub' : organisationId !== null ? 'organisation' : 'network';

/** Whether there is such a role over what the membership names. */
export const canBeHeld = (membership: Membership): boolean => SPANS[membership.role].includes(spanOf(membership));

/** Whether the caller has the right over anything at all. */
export function mayAnywhere(caller: Rights, capability: Capability): boolean {
  const { everywhere, organisationIds, hubIds } = reachOf(caller, capability);
  return everywhere || organisationIds.length > 0 || hubIds.length > 0;
}

export function mayInHub(caller: Rights, capability: Capability, { hubId, organisationId }: HubScope): boolean {
  const reach = reachOf(caller, capability);
  return reach.everywhere || reach.organisationIds.includes(organisationId) || reach.hubIds.includes(hubId);
}

export function mayInOrganisation(caller: Rights, capability: Capability, organisationId: string): boolean {
  const reach = reachOf(caller, capability);
  return reach.everywhere || reach.organisationIds.includes(organisationId);
}

/** Planners see sums over the whole network, never persons: any planner may, of whatever body. To change it takes a role in the network itself. */
export function mayInNetwork(caller: Rights, capability: 'network.plan' | 'network.administer'): boolean {
  const { everywhere, organisationIds } = reachOf(caller, capability);
  return everywhere || (capability === 'network.plan' && organisationIds.length > 0);
}

/** Staff sessions end sooner when idle: an unattended desk must not stay signed in. */
export const isStaff = (memberships: readonly Membership[]): boolean =>
  memberships.some(({ role }) => !CITIZENS.has(role));

/**
 * Everybody who signed in may book: a role adds rights, it takes none away.
 * @throws NotSignedIn
 */
export function requireBook<A extends PersonRights>(actor: A | null): asserts actor is A {
  if (actor === null) throw new NotSignedIn();
}

/** @throws NotAllowed */
export function requireInHub(caller: Rights, capability: Capability, hub: HubScope): void {
  if (!mayInHub(caller, capability, hub)) throw new NotAllowed('You do not manage this hub');
}

/** @throws NotAllowed */
export function requireInOrganisation(caller: Rights, capability: Capability, organisationId: string): void {
  if (!mayInOrganisation(caller, capability, organisationId))
    throw new NotAllowed('Your role does not reach this organisation');
}

/** @throws NotAllowed */
export function requireInNetwork(caller: Rights, capability: 'network.plan' | 'network.administer'): void {
  if (!mayInNetwork(caller, capability)) throw new NotAllowed('Your role does not reach the network as a whole');
}
