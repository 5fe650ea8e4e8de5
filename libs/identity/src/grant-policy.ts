import { capabilities } from '#libs/contracts';
import type { Reach } from '#libs/platform';
import { NotAllowed } from './identity-errors.js';
import { LastAdministrator, RoleNotHeldThere } from './membership-errors.js';
import {
  canBeHeld,
  mayInNetwork,
  mayInOrganisation,
  type Membership,
  reachOf,
  requireInNetwork,
  requireInOrganisation,
  type Rights,
  spanOf,
} from './policy.js';

/** Who gives a role, or takes one away. */
export interface Granter {
  readonly rights: Rights;
  /** Null for a machine */
  readonly personId: string | null;
}

/**
 * What is network-wide is given by the network, the rest by whoever administers the organisation. Nobody gives themselves a right that they
 * do not have: an administrator who wants to audit their own organisation must be made its auditor by somebody else.
 * @param personId who is to have it; null when that is not known yet
 * @throws RoleNotHeldThere, NotAllowed
 */
export function requireGrant(granter: Granter, personId: string | null, membership: Membership): void {
  if (!canBeHeld(membership)) throw new RoleNotHeldThere(membership.role, spanOf(membership));
  requireAdministers(granter.rights, membership.organisationId);
  if (personId !== null && personId === granter.personId && raises(granter.rights, membership))
    throw new NotAllowed('Nobody gives themselves a right that they do not have: ask another administrator');
}

/** Whether these rights reach as far as to give that role to somebody else. */
export const mayGrant = (rights: Rights, membership: Membership): boolean =>
  canBeHeld(membership) &&
  (membership.organisationId === null
    ? mayInNetwork(rights, 'network.administer')
    : mayInOrganisation(rights, 'organisation.administer', membership.organisationId));

/** @throws NotAllowed unless the caller says who belongs to the organisation, or (null) to the network itself */
export function requireAdministers(rights: Rights, organisationId: string | null): void {
  if (organisationId === null) requireInNetwork(rights, 'network.administer');
  else requireInOrganisation(rights, 'organisation.administer', organisationId);
}

/** Whether the membership would give its holder a right that these rights do not hold. */
export function raises(rights: Rights, membership: Membership): boolean {
  return capabilities.some(
    (capability) =>
      !covers(reachOf(rights, capability), reachOf({ memberships: [membership] }, capability), membership),
  );
}

/**
 * The last administrator does not leave an organisation to nobody; who administers the network may take them away. The network's own
 * last administrator stays until the command line says otherwise.
 * @param others how many besides hold the same role over the same
 * @throws LastAdministrator
 */
export function requireSuccessor(rights: Rights, { role, organisationId }: Membership, others: number): void {
  if (others > 0 || (role !== 'org_admin' && role !== 'network_admin')) return;
  if (organisationId === null || !mayInNetwork(rights, 'network.administer')) throw new LastAdministrator();
}

const covers = (had: Reach, wanted: Reach, { organisationId }: Membership): boolean =>
  had.everywhere ||
  (!wanted.everywhere &&
    wanted.organisationIds.every((id) => had.organisationIds.includes(id)) &&
    wanted.hubIds.every((id) => had.hubIds.includes(id) || had.organisationIds.includes(organisationId!)));
