import type { Agenda, MoveBooking } from '#libs/contracts';
import type { Stretch } from './day-axis.js';

export type AgendaRow = Agenda['bookables'][number];
export type AgendaClaim = AgendaRow['claims'][number];

/** What a booking is asked to become: one of its places, all of its time. */
export interface Move {
  readonly bookingId: string;
  readonly fromBookable: string;
  readonly toBookable: string;
  readonly from: string;
  readonly to: string;
}

export interface RowGroup {
  readonly spaceId: string;
  readonly spaceName: string;
  readonly rows: readonly AgendaRow[];
}

export const stretchOf = ({ from, to }: Pick<AgendaClaim, 'from' | 'to'>): Stretch => ({
  from: Date.parse(from),
  to: Date.parse(to),
});
export const instantOf = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** The rows that are asked for, space by space, in the order of their labels. */
export function groupsOf(
  { bookables }: Pick<Agenda, 'bookables'>,
  kind: string | undefined,
  spaceId: string | undefined,
): readonly RowGroup[] {
  const groups = new Map<string, AgendaRow[]>();
  for (const row of bookables) {
    if (kind !== undefined && row.kind !== kind) continue;
    if (spaceId !== undefined && row.spaceId !== spaceId) continue;
    groups.set(row.spaceId, [...(groups.get(row.spaceId) ?? []), row]);
  }
  return [...groups.values()]
    .map((rows) => ({ spaceId: rows[0]!.spaceId, spaceName: rows[0]!.spaceName, rows: rows.toSorted(byLabel) }))
    .toSorted((a, b) => a.spaceName.localeCompare(b.spaceName, undefined, { numeric: true }));
}

export const byLabel = (a: AgendaRow, b: AgendaRow): number =>
  a.label.localeCompare(b.label, undefined, { numeric: true });

/** The rows as they will be when a move is done; rows that it does not touch stay the very same. */
export function withMove(rows: readonly AgendaRow[], move: Move): readonly AgendaRow[] {
  const target = rows.find(({ id }) => id === move.toBookable);
  if (target === undefined) return rows;
  const place = (claim: AgendaClaim): AgendaClaim => ({ ...claim, from: move.from, to: move.to });
  const moved = rows
    .find(({ id }) => id === move.fromBookable)
    ?.claims.find(({ bookingId }) => bookingId === move.bookingId);
  if (moved === undefined) return rows;
  return rows.map((row) => {
    const stays = row.claims.filter((claim) => claim !== moved);
    const own = stays.map((claim) => (claim.bookingId === move.bookingId ? place(claim) : claim));
    const claims = row === target ? [...own, place(moved)].toSorted(byStart) : own;
    const same = claims.length === row.claims.length && claims.every((claim, n) => claim === row.claims[n]);
    return same ? row : { ...row, claims };
  });
}

const byStart = (a: AgendaClaim, b: AgendaClaim): number => Date.parse(a.from) - Date.parse(b.from);

/** Where the booking of a claim is now: how a move of it is taken back. */
export const moveBack = (move: Move, was: Pick<AgendaClaim, 'from' | 'to'>): Move => ({
  bookingId: move.bookingId,
  fromBookable: move.toBookable,
  toBookable: move.fromBookable,
  from: was.from,
  to: was.to,
});

/** Only what changes: one that has begun may not be told its own beginning again. */
export function patchOf(move: Move, was: Pick<AgendaClaim, 'from' | 'to'>, bundle: boolean): MoveBooking {
  const { fromBookable, toBookable, from, to } = move;
  const elsewhere = fromBookable !== toBookable;
  return {
    ...(elsewhere && !bundle ? { bookableId: toBookable } : {}),
    ...(elsewhere && bundle ? { replace: { [fromBookable]: toBookable } } : {}),
    ...(Date.parse(from) === Date.parse(was.from) ? {} : { from }),
    ...(Date.parse(to) === Date.parse(was.to) ? {} : { to }),
  };
}

export interface Found {
  readonly row: AgendaRow;
  readonly claim: AgendaClaim;
  /** how many things the booking of it holds */
  readonly parts: number;
}

export function findClaim(rows: readonly AgendaRow[], claimId: string | undefined): Found | undefined {
  if (claimId === undefined) return undefined;
  for (const row of rows) {
    const claim = row.claims.find(({ id }) => id === claimId);
    if (claim !== undefined) return { row, claim, parts: partsOf(rows, claim) };
  }
  return undefined;
}

export function partsOf(rows: readonly AgendaRow[], { bookingId }: AgendaClaim): number {
  if (bookingId === null) return 1;
  return rows.reduce((sum, { claims }) => sum + claims.filter((claim) => claim.bookingId === bookingId).length, 0);
}

/** A booking that is not over; a closure, a hold, a seat of a session go by other ways. */
export const isMovable = ({ kind, bookingId, to }: AgendaClaim, now: number): boolean =>
  kind === 'booking' && bookingId !== null && Date.parse(to) > now;

export const hasBegun = ({ from }: Pick<AgendaClaim, 'from'>, now: number): boolean => Date.parse(from) <= now;

/** Whether nothing but the booking itself holds a row in a span. */
export const isFree = ({ claims }: AgendaRow, span: Stretch, besides: string | null): boolean =>
  claims.every((claim) => {
    const { from, to } = stretchOf(claim);
    return to <= span.from || from >= span.to || (besides !== null && claim.bookingId === besides);
  });
