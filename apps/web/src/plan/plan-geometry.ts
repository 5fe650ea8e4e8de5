/** A point of a floor plan in metres: x to the right, y up. */
export type PlanPoint = readonly [number, number];

export interface PlanBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export interface PlanScale {
  readonly box: PlanBox;
  /** pixels per metre */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  /** a desk's drawn size in pixels */
  readonly desk: number;
}

const MARGIN_M = 0.6;
const TARGET_PX = 44;
const DESK_SHARE = 0.86;
const MAX_DESK_PX = 58;

export function boxOf(points: readonly PlanPoint[]): PlanBox {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

/** Chebyshev distance of the closest two: squares of that side do not overlap. */
export function closestPitch(points: readonly PlanPoint[]): number {
  let closest = Number.POSITIVE_INFINITY;
  for (const [index, [x, y]] of points.entries()) {
    for (const [otherX, otherY] of points.slice(index + 1)) {
      const apart = Math.max(Math.abs(x - otherX), Math.abs(y - otherY));
      if (apart > 0) closest = Math.min(closest, apart);
    }
  }
  return closest;
}

/** As large as the room on screen allows, and never so small that a finger cannot tell two desks apart. */
export function scaleOf(outline: readonly PlanPoint[], desks: readonly PlanPoint[], roomPx: number): PlanScale {
  const tight = boxOf([...outline, ...desks]);
  const box = {
    minX: tight.minX - MARGIN_M,
    minY: tight.minY - MARGIN_M,
    maxX: tight.maxX + MARGIN_M,
    maxY: tight.maxY + MARGIN_M,
  };
  const pitch = Math.min(closestPitch(desks), 3);
  const fitting = roomPx / (box.maxX - box.minX);
  const scale = Math.max(fitting, TARGET_PX / (pitch * DESK_SHARE));
  return {
    box,
    scale,
    width: (box.maxX - box.minX) * scale,
    height: (box.maxY - box.minY) * scale,
    desk: Math.min(MAX_DESK_PX, pitch * DESK_SHARE * scale),
  };
}

export const toScreen = ({ box, scale }: PlanScale, [x, y]: PlanPoint): PlanPoint => [
  (x - box.minX) * scale,
  (box.maxY - y) * scale,
];

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The desk that an arrow key means: near, and more along the arrow than across it. */
export function nearestInDirection(points: readonly PlanPoint[], from: number, direction: Direction): number | null {
  const [fromX, fromY] = points[from]!;
  let best: { readonly index: number; readonly cost: number } | null = null;
  for (const [index, [x, y]] of points.entries()) {
    const [dx, dy] = [x - fromX, y - fromY];
    const along = { left: -dx, right: dx, up: dy, down: -dy }[direction];
    const across = Math.abs(direction === 'left' || direction === 'right' ? dy : dx);
    if (along <= 1e-6 || across > along * 2) continue;
    const cost = along + across * 2;
    if (best === null || cost < best.cost) best = { index, cost };
  }
  return best?.index ?? null;
}
