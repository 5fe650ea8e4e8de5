import { escapeLiteral } from 'pg';
import type { ActorContext, Reach } from '#libs/platform';

const organisationsOf = ({ everywhere, organisationIds }: Reach): string => (everywhere ? '*' : organisationIds.join());

/**
 * The beginning of a transaction as the role that row-level security binds, with the settings that the policies read: one round trip.
 * They are local to the transaction, so what is not set here is not set at all, and the policies take that for nothing.
 */
export function beginAs(actor: ActorContext): string {
  const settings: Readonly<Record<string, string>> = {
    'quindici.person_id': actor.personId ?? '',
    'quindici.manages': organisationsOf(actor.manages),
    'quindici.manages_hubs': actor.manages.hubIds.join(),
    'quindici.administers': organisationsOf(actor.administers),
    'quindici.audits': organisationsOf(actor.audits),
    'quindici.provisions': organisationsOf(actor.provisions),
  };
  const calls = [
    ['role', 'quindici_app'] as const,
    ['quindici.system', actor.system ? 'on' : 'off'] as const,
    ...Object.entries(settings).filter(([, value]) => value !== ''),
  ].map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`);
  return `BEGIN; SELECT ${calls.join(', ')}`;
}
