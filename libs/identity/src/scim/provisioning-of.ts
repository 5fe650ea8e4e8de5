import type { Caller } from '../actor.js';
import { Machine } from '../actor.js';
import { NotAllowed } from '../identity-errors.js';
import { requireInOrganisation } from '../policy.js';

/**
 * The organisation whose people the caller provisions: always that of its token, whatever the request says.
 * @throws NotAllowed
 */
export function provisioningOf(caller: Caller): string {
  if (!(caller instanceof Machine)) throw new NotAllowed('Only a directory provisions people, with a token of its own');
  requireInOrganisation(caller, 'people.provision', caller.organisationId);
  return caller.organisationId;
}
