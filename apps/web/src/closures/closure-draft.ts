import { Temporal } from 'temporal-polyfill';
import { toInstants, type InstantSpan, type SpanFault } from '../time/local-span.js';
import type { ClosuresSearch } from './closures-search.js';

/** A closure as it is filled in, on the clock of the hub. */
export interface ClosureDraft {
  /** null: the whole hub */
  readonly spaceId: string | null;
  readonly fromDay: string;
  readonly fromTime: string;
  readonly toDay: string;
  readonly toTime: string;
}

/** What the address leaves open: all of tomorrow, or of the day on which it begins. */
export function draftOf(search: ClosuresSearch, timeZone: string): ClosureDraft {
  const tomorrow = Temporal.Now.plainDateISO(timeZone).add({ days: 1 }).toString();
  const fromDay = search.fromDay ?? tomorrow;
  return {
    spaceId: search.space ?? null,
    fromDay,
    fromTime: search.fromTime ?? '00:00',
    toDay: search.toDay ?? fromDay,
    toTime: search.toTime ?? '24:00',
  };
}

/** Its instants, over as many days as it lasts. A doubled hour counts whole. */
export function draftSpan(
  { fromDay, fromTime, toDay, toTime }: ClosureDraft,
  timeZone: string,
): InstantSpan | SpanFault {
  const first = toInstants({ day: fromDay, from: fromTime, to: '24:00' }, timeZone);
  const last = toInstants({ day: toDay, from: '00:00', to: toTime }, timeZone);
  if (typeof first === 'string') return first;
  if (typeof last === 'string') return last;
  return Date.parse(first.from) < Date.parse(last.to) ? { from: first.from, to: last.to } : 'empty';
}
