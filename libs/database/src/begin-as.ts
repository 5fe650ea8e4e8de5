import { escapeLiteral } from 'pg';
import type { ActorContext, Reach } from '#libs/platform';

const organisationsOf = ({ everywhere, organisationIds }: Reach): string => (everywhere ? '*' : organisationIds.join());

/** The beginning of a transaction as the role that row-level security binds, with the settings that the policies read: one round trip. */
export function beginAs(actor: ActorContext): string {
  const settings: Readonly<Record<string, string>> = {
    role: 'quindici_app',
    'quindici.person_id': actor.personId ?? '',
    'quindici.system': actor.system ? 'on' : 'off',
    'quindici.manages': organisationsOf(actor.manages),
    'quindici.manages_hubs': actor.manages.hubIds.join(),
    'quindici.administers': organisationsOf(actor.administers),
    'quindici.audits': organisationsOf(actor.audits),
    'quindici.provisions': organisationsOf(actor.provisions),
  };
  const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`);
  return `BEGIN; SELECT ${calls.join(', ')}`;
}
