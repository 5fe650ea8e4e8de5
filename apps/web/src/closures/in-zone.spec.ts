import type { Bookable, Space } from '#libs/contracts';
import type { PlanPoint } from '../plan/plan-geometry.js';
import { bookablesIn, isInside } from './in-zone.js';

/**
 * An L, 4 m high and wide, without its upper right quarter:
 *
 *     ┌──┐
 *     │  └──┐
 *     └─────┘
 */
const corner: readonly PlanPoint[] = [
  [0, 0],
  [4, 0],
  [4, 2],
  [2, 2],
  [2, 4],
  [0, 4],
  [0, 0],
];
const space = (id: string, level: number, outline: readonly PlanPoint[]): Space => ({
  id,
  name: id,
  kind: 'floor',
  level,
  outline: outline.map(([x, y]) => [x, y]),
});
const desk = (id: string, spaceId: string, position: PlanPoint): Bookable => ({
  id,
  spaceId,
  kind: 'desk',
  label: id,
  position: [...position],
  amenities: [],
});

it('knows what is inside a bent ring', () => {
  const points: readonly PlanPoint[] = [
    [1, 3],
    [3, 1],
    [3, 3],
    [5, 1],
    [-1, 1],
  ];
  expect(points.map((point) => isInside(point, corner))).toEqual([true, true, false, false, false]);
});

it('counts for a floor what its rooms hold, and not what is above it', () => {
  const floor = space('floor', 0, corner);
  const room = space('room', 0, corner.slice(0, 1));
  const above = space('above', 1, corner);
  const bookables = [desk('A', 'room', [1, 1]), desk('B', 'above', [1, 1]), desk('C', 'floor', [9, 9])];
  const hub = { spaces: [floor, room, above], bookables };
  expect(bookablesIn(hub, floor).map(({ id }) => id)).toEqual(['A', 'C']);
  expect(bookablesIn(hub, above).map(({ id }) => id)).toEqual(['B']);
});
