import { type Caller, Machine } from '../actor.js';
import { NotAllowed } from '../identity-errors.js';
import { requireInOrganisation } from '../policy.js';

/**
 * The directory that calls. It provisions people in the organisation of its token, whatever the request says.
 * @throws NotAllowed
 */
export function provisioningOf(caller: Caller): Machine {
  if (!(caller instanceof Machine)) throw new NotAllowed('Only a directory provisions people, with a token of its own');
  requireInOrganisation(caller, 'people.provision', caller.organisationId);
  return caller;
}
