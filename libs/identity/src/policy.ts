import type { Role } from '#libs/contracts';
import type { Actor, Membership } from './actor.js';
import { NotAllowed, NotSignedIn } from './identity-errors.js';

/** What a rule must know of a hub. */
export interface HubScope {
  readonly hubId: string;
  readonly organisationId: string;
}

/** Hubs that an actor manages: all of them, or those of these organisations and these single ones. */
export type ManagedScope =
  | { readonly all: true }
  | { readonly all: false; readonly organisationIds: readonly string[]; readonly hubIds: readonly string[] };

const MANAGING: ReadonlySet<Role> = new Set(['hub_manager', 'org_admin']);
const CITIZENS: ReadonlySet<Role> = new Set(['worker']);

const holds = (actor: Actor, role: Role): boolean => actor.memberships.some((membership) => membership.role === role);
const networkAdmin = (actor: Actor): boolean =>
  actor.memberships.some(
    ({ role, organisationId, hubId }) => role === 'network_admin' && organisationId === null && hubId === null,
  );

const known = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

function manages({ role, organisationId, hubId }: Membership, hub: HubScope): boolean {
  if (!MANAGING.has(role)) return false;
  return hubId === null ? organisationId === hub.organisationId : hubId === hub.hubId && role === 'hub_manager';
}

/** Everybody who signed in may book: a role adds rights, it takes none away. */
export const mayBook = (actor: Actor | null): actor is Actor => actor !== null;

/** Its own manager, the managers and administrators of its organisation, the network's administrators. */
export const mayManageHub = (actor: Actor, hub: HubScope): boolean =>
  networkAdmin(actor) || actor.memberships.some((membership) => manages(membership, hub));

/** Planners see sums over the whole network, never persons: any planner may, of whatever body. */
export const mayPlan = (actor: Actor): boolean => networkAdmin(actor) || holds(actor, 'planner');

/** Staff sessions end sooner when idle: an unattended desk must not stay signed in. */
export const isStaff = (memberships: readonly Membership[]): boolean =>
  memberships.some(({ role }) => !CITIZENS.has(role));

/** The same rule as `mayManageHub`, for a list: an empty scope manages nothing. */
export function managedScope(actor: Actor): ManagedScope {
  if (networkAdmin(actor)) return { all: true };
  const managing = actor.memberships.filter(({ role }) => MANAGING.has(role));
  const wide = managing.filter(({ hubId }) => hubId === null).map(({ organisationId }) => organisationId);
  const single = managing.filter(({ role }) => role === 'hub_manager').map(({ hubId }) => hubId);
  return { all: false, organisationIds: known(wide), hubIds: known(single) };
}

/** @throws NotSignedIn */
export function requireBook(actor: Actor | null): asserts actor is Actor {
  if (!mayBook(actor)) throw new NotSignedIn();
}

/** @throws NotAllowed */
export function requireManageHub(actor: Actor, hub: HubScope): void {
  if (!mayManageHub(actor, hub)) throw new NotAllowed('You do not manage this hub');
}

/** @throws NotAllowed */
export function requirePlan(actor: Actor): void {
  if (!mayPlan(actor)) throw new NotAllowed('Only planners see the network as a whole');
}
