/** A point of a floor plan in metres: x to the right, y up. */
export type PlanPoint = readonly [number, number];

export interface PlanBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export interface PlanSize {
  readonly width: number;
  readonly height: number;
}

export interface PlanScale extends PlanSize {
  readonly box: PlanBox;
  /** pixels per metre */
  readonly scale: number;
  /** a desk as it is drawn, in pixels */
  readonly desk: PlanSize;
}

const MARGIN_M = 0.6;
/** A desk's shorter side. The list beside the plan offers every desk at 44 pixels. */
const SMALLEST_PX = 24;
const GAP = 0.88;
const DESK_M: PlanSize = { width: 1.6, height: 0.9 };

export function boxOf(points: readonly PlanPoint[]): PlanBox {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

/** The largest desk, in metres, that fits its place among the others: any two are a width or a height apart. */
export function deskSize(points: readonly PlanPoint[]): PlanSize {
  let { width, height } = DESK_M;
  for (const [index, [x, y]] of points.entries()) {
    for (const [otherX, otherY] of points.slice(index + 1)) {
      const [dx, dy] = [Math.abs(x - otherX), Math.abs(y - otherY)];
      if (dx > dy) width = Math.min(width, dx);
      else if (dy > 0) height = Math.min(height, dy);
    }
  }
  return { width: width * GAP, height: height * GAP };
}

/** As large as shows the whole plan in the room on screen, and never so small that two desks cannot be told apart. */
export function scaleOf(outline: readonly PlanPoint[], desks: readonly PlanPoint[], room: PlanSize): PlanScale {
  const tight = boxOf([...outline, ...desks]);
  const box = {
    minX: tight.minX - MARGIN_M,
    minY: tight.minY - MARGIN_M,
    maxX: tight.maxX + MARGIN_M,
    maxY: tight.maxY + MARGIN_M,
  };
  const size = deskSize(desks);
  const fitting = Math.min(room.width / (box.maxX - box.minX), room.height / (box.maxY - box.minY));
  const scale = Math.max(fitting, SMALLEST_PX / Math.min(size.width, size.height));
  return {
    box,
    scale,
    width: (box.maxX - box.minX) * scale,
    height: (box.maxY - box.minY) * scale,
    desk: { width: size.width * scale, height: size.height * scale },
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
