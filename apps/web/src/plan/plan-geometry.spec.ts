import fc from 'fast-check';
import { boxOf, deskSize, nearestInDirection, scaleOf, toScreen, type PlanPoint } from './plan-geometry.js';

/** Two rows of three desks, 2 m apart: 3 4 5 above 0 1 2. */
const rows: readonly PlanPoint[] = [
  [0, 0],
  [2, 0],
  [4, 0],
  [0, 2],
  [2, 2],
  [4, 2],
];
const room: readonly PlanPoint[] = [
  [-1, -1],
  [5, -1],
  [5, 3],
  [-1, 3],
];

describe(nearestInDirection.name, () => {
  it('walks along rows and columns', () => {
    expect(nearestInDirection(rows, 0, 'right')).toBe(1);
    expect(nearestInDirection(rows, 1, 'up')).toBe(4);
    expect(nearestInDirection(rows, 4, 'down')).toBe(1);
    expect(nearestInDirection(rows, 5, 'left')).toBe(4);
  });

  it('stops at the edge', () => {
    expect(nearestInDirection(rows, 2, 'right')).toBeNull();
    expect(nearestInDirection(rows, 3, 'up')).toBeNull();
  });
});

describe(scaleOf.name, () => {
  it('fills the room it is given', () => {
    expect(scaleOf(room, rows, { width: 720, height: 999 }).width).toBeCloseTo(720);
    expect(scaleOf(room, rows, { width: 999, height: 400 }).height).toBeCloseTo(400);
  });

  it('keeps a desk large enough to be told from the next, even if the plan must then scroll', () => {
    const plan = scaleOf(room, rows, { width: 60, height: 999 });
    expect(Math.min(plan.desk.width, plan.desk.height)).toBeCloseTo(24);
    expect(plan.width).toBeGreaterThan(60);
  });

  it('draws desks that face each other wide and shallow', () => {
    const facing: readonly PlanPoint[] = [
      [2, 1.6],
      [2, 2.4],
      [3.6, 1.6],
      [3.6, 2.4],
    ];
    const { width, height } = deskSize(facing);
    expect([width / 0.88, height / 0.88]).toEqual([1.6, expect.closeTo(0.8)]);
  });

  it('never draws two desks over each other', () => {
    const points = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
      minLength: 2,
      maxLength: 30,
      selector: String,
    });
    fc.assert(
      fc.property(points, (desks) => {
        const { desk, scale } = scaleOf(room, desks, { width: 360, height: 360 });
        const overlaps = desks.some(([x, y], i) =>
          desks
            .slice(i + 1)
            .some(([u, v]) => Math.abs(x - u) * scale < desk.width && Math.abs(y - v) * scale < desk.height),
        );
        expect(overlaps).toBe(false);
      }),
    );
  });

  it('shows a plan of a single desk', () => {
    expect(scaleOf(room, [[1, 1]], { width: 300, height: 300 }).desk.height).toBeGreaterThan(24);
  });
});

describe(toScreen.name, () => {
  it('puts up above', () => {
    const plan = scaleOf(room, rows, { width: 500, height: 500 });
    expect(toScreen(plan, [0, 2])[1]).toBeLessThan(toScreen(plan, [0, 0])[1]);
    expect(boxOf(room)).toEqual({ minX: -1, minY: -1, maxX: 5, maxY: 3 });
  });
});
