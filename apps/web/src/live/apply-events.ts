import type { DeskVerdict, LiveDesk, LiveHub } from '#libs/contracts';
import type { HubEvent } from '../api/hub-stream.js';

/**
 * What the sensor and the claim say together, as far as the browser can tell. Only the server knows when the
 * grace for a late arrival is over, so a ghost stays one until presence or the server says otherwise.
 */
export function verdictOf({ presence, claim, verdict }: Pick<LiveDesk, 'presence' | 'claim' | 'verdict'>): DeskVerdict {
  if (claim === null) return presence === 'unknown' ? 'unknown' : presence === 'occupied' ? 'squat' : 'free';
  if (presence === 'occupied') return 'in_use';
  const checkedIn = claim.status === 'checked_in';
  if (presence === 'unknown') return checkedIn ? 'in_use' : 'unknown';
  if (verdict === 'ghost') return 'ghost';
  return checkedIn ? 'in_use' : 'booked';
}

export function totalsOf(desks: readonly LiveDesk[]): LiveHub['totals'] {
  const count = (wanted: (desk: LiveDesk) => boolean): number => desks.filter(wanted).length;
  return {
    desks: desks.length,
    free: count(({ verdict }) => verdict === 'free'),
    booked: count(({ claim }) => claim !== null),
    occupied: count(({ presence }) => presence === 'occupied'),
    ghosts: count(({ verdict }) => verdict === 'ghost'),
    squats: count(({ verdict }) => verdict === 'squat'),
    unknown: count(({ verdict }) => verdict === 'unknown'),
  };
}

/** The hub after some events. What an event does not tell (claims, grace) is left to the next full answer. */
export function applyEvents(live: LiveHub, events: readonly HubEvent[]): LiveHub {
  const desks = new Map(live.desks.map((desk) => [desk.bookableId, desk]));
  let headCount = live.headCount;
  let touched = false;
  for (const event of events) {
    if (event.name === 'headCount' && event.data.hubId === live.hubId) headCount = event.data.headCount;
    if (event.name !== 'presence' || event.data.hubId !== live.hubId) continue;
    const desk = desks.get(event.data.bookableId);
    if (desk === undefined || isOlder(event.data.since, desk.since)) continue;
    const { presence, confidence, since } = event.data;
    const next = { ...desk, presence, confidence, since };
    desks.set(desk.bookableId, { ...next, verdict: verdictOf(next) });
    touched = true;
  }
  if (!touched) return headCount === live.headCount ? live : { ...live, headCount };
  const list = live.desks.map((desk) => desks.get(desk.bookableId) ?? desk);
  return { ...live, headCount, desks: list, totals: totalsOf(list) };
}

const isOlder = (since: string, known: string | null): boolean =>
  known !== null && Date.parse(since) < Date.parse(known);

/** Claims are not told whole by events, and a lost place in the stream tells nothing: ask for the state anew. */
export const needsFullState = (events: readonly HubEvent[]): boolean =>
  events.some(({ name }) => name === 'claim' || name === 'reset');
