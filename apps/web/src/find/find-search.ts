import type { HubAmenity } from '#libs/contracts';
import { isDay, isQuarter, type LocalSpan } from '../time/local-span.js';

export const minuteChoices = [5, 10, 15, 20, 30] as const;
export const filterable = ['step_free', 'childcare', 'call_room', 'quiet'] as const satisfies readonly HubAmenity[];
export type Need = (typeof filterable)[number];

/** All that the search screen knows, as its address says it. What is missing has a default that moves with time. */
export interface FindSearch {
  readonly metro?: string | undefined;
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  readonly minutes?: number | undefined;
  readonly day?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly needs?: string | undefined;
  readonly hub?: string | undefined;
  readonly desk?: string | undefined;
  readonly plan?: 1 | undefined;
}

const within = (value: unknown, limit: number): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= limit ? Math.round(number * 1e5) / 1e5 : undefined;
};
const text = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads an address that anybody may have typed: what makes no sense counts as missing. */
export function parseFindSearch(raw: Readonly<Record<string, unknown>>): FindSearch {
  const minutes = Number(raw.minutes);
  const [lat, lon] = [within(raw.lat, 90), within(raw.lon, 180)];
  const placed = lat !== undefined && lon !== undefined;
  return {
    metro: text(raw.metro, /^[a-z0-9-]{1,64}$/),
    lat: placed ? lat : undefined,
    lon: placed ? lon : undefined,
    minutes: Number.isInteger(minutes) && minutes >= 1 && minutes <= 60 ? minutes : undefined,
    ...parseSpan(raw),
    needs: text(raw.needs, /^[a-z_,]{1,100}$/),
    hub: text(raw.hub, uuid),
    desk: text(raw.desk, uuid),
    plan: raw.plan === '1' || raw.plan === 1 ? 1 : undefined,
  };
}

export function parseSpan(raw: Readonly<Record<string, unknown>>): Partial<LocalSpan> {
  const day = typeof raw.day === 'string' && isDay(raw.day) ? raw.day : undefined;
  const from = typeof raw.from === 'string' && isQuarter(raw.from) ? raw.from : undefined;
  const to = typeof raw.to === 'string' && isQuarter(raw.to) ? raw.to : undefined;
  return day !== undefined && from !== undefined && to !== undefined ? { day, from, to } : {};
}

export const neededBy = (search: FindSearch): readonly Need[] => {
  const asked = new Set<string>(search.needs?.split(','));
  return filterable.filter((amenity) => asked.has(amenity));
};
