import type { Me, Role } from '#libs/contracts';

const has = (me: Me | null | undefined, ...wanted: readonly Role[]): boolean =>
  me?.memberships.some(({ role }) => wanted.includes(role)) ?? false;

/** Decides what the menu shows; the API decides what is allowed. */
export const managesHubs = (me: Me | null | undefined): boolean => has(me, 'hub_manager', 'org_admin', 'network_admin');
export const plans = (me: Me | null | undefined): boolean => has(me, 'planner', 'network_admin');
export const administersNetwork = (me: Me | null | undefined): boolean => has(me, 'network_admin');
export const administers = (me: Me | null | undefined): boolean => has(me, 'org_admin', 'network_admin', 'auditor');
/** The log of the network itself is for those whose role is in the network, not in one organisation. */
export const auditsNetwork = (me: Me | null | undefined): boolean =>
  administersNetwork(me) ||
  (me?.memberships.some(({ role, organisationId }) => role === 'auditor' && organisationId === null) ?? false);

/** Whether somebody may write the rules of a hub; of a whole organisation, where no hub is named. */
export const managesIn = (me: Me | null | undefined, organisationId: string, hubId: string | null): boolean =>
  administersNetwork(me) ||
  (me?.memberships.some(
    (one) =>
      one.organisationId === organisationId &&
      (one.role === 'org_admin' || one.role === 'hub_manager') &&
      (one.hubId === null || one.hubId === hubId),
  ) ??
    false);
