import type { Me, Role } from '#libs/contracts';

const has = (me: Me | null | undefined, ...wanted: readonly Role[]): boolean =>
  me?.memberships.some(({ role }) => wanted.includes(role)) ?? false;

/** Decides what the menu shows; the API decides what is allowed. */
export const managesHubs = (me: Me | null | undefined): boolean => has(me, 'hub_manager', 'org_admin', 'network_admin');
export const plans = (me: Me | null | undefined): boolean => has(me, 'planner', 'network_admin');
