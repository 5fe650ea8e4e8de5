import type { ActorContext, Reach } from '#libs/platform';

const organisationsOf = ({ everywhere, organisationIds }: Reach): string => (everywhere ? '*' : organisationIds.join());

/** Ids, a star, a word. */
const SAFE = /^[\w,*-]*$/;

/**
 * The beginning of a transaction as the role that row-level security binds, with the settings that the policies read: one round trip.
 * They are local to the transaction, so what is not set here is not set at all, and the policies take that for nothing.
 * Statements follow before it is answered, so it must not be a message that the server can fail to read: then no transaction would begin.
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
  ].map(([name, value]) => {
    if (!SAFE.test(value)) throw new RangeError(`${name} is set to ids, not to ${JSON.stringify(value)}`);
    return `set_config('${name}', '${value}', true)`;
  });
  return `BEGIN; SELECT ${calls.join(', ')}`;
}
