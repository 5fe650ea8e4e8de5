import { type Audience, audiences } from '#libs/contracts';
import type { Membership } from '#libs/identity';

/** What somebody is in a hub: of its members, and in which of their roles. In the order of the rules that are for them, the most special last. */
export function audiencesIn(
  memberships: readonly Membership[],
  { hubId, organisationId }: { readonly hubId: string; readonly organisationId: string },
): readonly Audience[] {
  const held = memberships.filter((one) => one.organisationId === organisationId);
  if (held.length === 0) return [];
  const here = new Set(held.filter((one) => one.hubId === null || one.hubId === hubId).map(({ role }) => role));
  return audiences.filter((audience) => audience === 'members' || here.has(audience));
}
