import type { AgendaClaim, AgendaRow, Move } from './agenda-view.js';
import { findClaim, groupsOf, isFree, moveBack, patchOf, withMove } from './agenda-view.js';

const claim = (id: string, bookingId: string | null, from = '09', to = '11'): AgendaClaim => ({
  id,
  kind: bookingId === null ? 'block' : 'booking',
  status: 'confirmed',
  from: `2026-11-23T${from}:00:00Z`,
  to: `2026-11-23T${to}:00:00Z`,
  bookingId,
});
const row = (label: string, ...claims: readonly AgendaClaim[]): AgendaRow => ({
  id: label,
  kind: label.startsWith('R') ? 'room' : 'desk',
  label,
  spaceId: label.startsWith('R') ? 'second' : 'first',
  spaceName: label.startsWith('R') ? 'Second' : 'First',
  claims: [...claims],
});
const rows = [row('D1', claim('1', 'a')), row('D2', claim('2', null, '12', '14')), row('D10'), row('R1')];
const was = rows[0]!.claims[0]!;
const move: Move = { bookingId: 'a', fromBookable: 'D1', toBookable: 'D2', from: was.from, to: was.to };

describe(withMove.name, () => {
  it('puts a booking into another row, and leaves the others as they are', () => {
    const after = withMove(rows, move);
    expect(after.map(({ claims }) => claims.map(({ id }) => id))).toEqual([[], ['1', '2'], [], []]);
    expect(after[2]).toBe(rows[2]);
    expect(withMove(after, moveBack(move, was))).toEqual(rows);
  });

  it('moves the time of all that a booking holds', () => {
    const bundle = [row('D1', claim('1', 'a')), row('D2', claim('2', 'a')), row('D3')];
    const later = { ...move, toBookable: 'D3', from: '2026-11-23T10:00:00Z', to: '2026-11-23T12:00:00Z' };
    expect(withMove(bundle, later).map(({ claims }) => claims.map(({ from }) => from.slice(11, 13)))).toEqual([
      [],
      ['10'],
      ['10'],
    ]);
  });
});

describe(patchOf.name, () => {
  it('asks for what changes, and for nothing else', () => {
    expect(patchOf(move, was, false)).toEqual({ bookableId: 'D2' });
    expect(patchOf(move, was, true)).toEqual({ replace: { D1: 'D2' } });
    const longer = { ...move, toBookable: 'D1', to: '2026-11-23T12:00:00Z' };
    expect(patchOf(longer, was, false)).toEqual({ to: '2026-11-23T12:00:00Z' });
  });
});

it('groups what is asked for by space, in the order of the numbers', () => {
  expect(
    groupsOf({ bookables: rows }, undefined, undefined).map(({ rows: of }) => of.map(({ label }) => label)),
  ).toEqual([['D1', 'D2', 'D10'], ['R1']]);
  expect(groupsOf({ bookables: rows }, 'room', undefined).map(({ spaceName }) => spaceName)).toEqual(['Second']);
  expect(groupsOf({ bookables: rows }, 'room', 'first')).toEqual([]);
});

it('finds a claim with the size of its booking', () => {
  expect(findClaim(rows, '1')).toMatchObject({ row: { label: 'D1' }, parts: 1 });
  expect(findClaim(rows, '9')).toBeUndefined();
});

it('knows what is free besides the booking itself', () => {
  const span = { from: Date.parse('2026-11-23T10:00:00Z'), to: Date.parse('2026-11-23T12:00:00Z') };
  expect(rows.map((one) => isFree(one, span, null))).toEqual([false, true, true, true]);
  expect(isFree(rows[0]!, span, 'a')).toBe(true);
});
