import type { CreateMachine, MachineScope } from '#libs/contracts';
import { mayInHub, mayInOrganisation, type Rights } from '../policy.js';
import { ScopeNotGrantable, ScopesDoNotFit } from './machine-errors.js';

const ofHubs: ReadonlySet<MachineScope> = new Set(['hub.display', 'hub.watch', 'hub.manage']);

/**
 * Whether somebody may make this machine in an organisation.
 * @throws ScopesDoNotFit, ScopeNotGrantable
 */
export function requireGrantable(
  creator: Rights,
  organisationId: string,
  { kind, hubId, scopes }: Pick<CreateMachine, 'kind' | 'hubId' | 'scopes'>,
): void {
  const isDisplay = scopes.every((scope) => scope === 'hub.display');
  if (kind === 'kiosk' && (hubId === null || !isDisplay)) throw new ScopesDoNotFit();
  if (hubId !== null && !scopes.every((scope) => ofHubs.has(scope))) throw new ScopesDoNotFit();
  const beyond = scopes.filter((scope) => !holds(creator, scope, organisationId, hubId));
  if (beyond.length > 0) throw new ScopeNotGrantable(beyond);
}

/** No role provisions people by hand: who administers the organisation may let a directory do it. */
function holds(creator: Rights, scope: MachineScope, organisationId: string, hubId: string | null): boolean {
  if (scope === 'people.provision') return mayInOrganisation(creator, 'organisation.administer', organisationId);
  return hubId === null
    ? mayInOrganisation(creator, scope, organisationId)
    : mayInHub(creator, scope, { hubId, organisationId });
}
