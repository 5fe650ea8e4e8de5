import { isDay, isQuarter } from '../time/local-span.js';

/** Which closures are listed, and the one that is being prepared: nothing of it is stored before it is made. */
export interface ClosuresSearch {
  readonly scope?: 'past' | undefined;
  readonly draft?: 1 | undefined;
  readonly space?: string | undefined;
  readonly fromDay?: string | undefined;
  readonly fromTime?: string | undefined;
  readonly toDay?: string | undefined;
  readonly toTime?: string | undefined;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fit = (value: unknown, fits: (text: string) => boolean): string | undefined =>
  typeof value === 'string' && fits(value) ? value : undefined;

/** Reads an address that anybody may have typed: what makes no sense counts as missing. */
export const parseClosuresSearch = (raw: Readonly<Record<string, unknown>>): ClosuresSearch => ({
  scope: raw.scope === 'past' ? 'past' : undefined,
  draft: raw.draft === '1' || raw.draft === 1 ? 1 : undefined,
  space: fit(raw.space, (text) => ID.test(text)),
  fromDay: fit(raw.fromDay, isDay),
  fromTime: fit(raw.fromTime, (text) => isQuarter(text) && text !== '24:00'),
  toDay: fit(raw.toDay, isDay),
  toTime: fit(raw.toTime, (text) => isQuarter(text) && text !== '00:00'),
});
