import type { BookableKind } from '#libs/contracts';
import { isDay } from '../time/local-span.js';

const kinds: readonly string[] = [
  'desk',
  'room',
  'counter',
  'childcare_place',
  'locker',
  'seat',
] satisfies readonly BookableKind[];
const isKind = (value: unknown): value is BookableKind => typeof value === 'string' && kinds.includes(value);
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the agenda shows; no day: today on the clock of the hub. */
export interface AgendaSearch {
  readonly day?: string | undefined;
  readonly kind?: BookableKind | undefined;
  readonly space?: string | undefined;
  /** the claim that is opened */
  readonly claim?: string | undefined;
}

const idIn = (value: unknown): string | undefined => (typeof value === 'string' && ID.test(value) ? value : undefined);

/** Reads an address that anybody may have typed: what makes no sense counts as missing. */
export const parseAgendaSearch = (raw: Readonly<Record<string, unknown>>): AgendaSearch => ({
  day: typeof raw.day === 'string' && isDay(raw.day) ? raw.day : undefined,
  kind: isKind(raw.kind) ? raw.kind : undefined,
  space: idIn(raw.space),
  claim: idIn(raw.claim),
});
