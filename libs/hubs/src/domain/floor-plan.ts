/** Metres on the hub's local axes: x to the right, y up. */
export type PlanPoint = [x: number, y: number];

export type PlanSpaceKind = 'floor' | 'room' | 'zone';
export type PlanAmenity = 'monitor' | 'window' | 'height_adjustable' | 'accessible' | 'quiet';

export interface PlanSpace {
  /** Unique in the hub. */
  readonly name: string;
  readonly kind: PlanSpaceKind;
  readonly level: number;
  /** The last point repeats the first. */
  readonly outline: readonly PlanPoint[];
}

export interface PlanBookable {
  /** Unique in the hub; by it a desk is known again when the plan changes. */
  readonly label: string;
  readonly kind: 'desk' | 'room' | 'counter' | 'childcare_place' | 'locker' | 'seat';
  /** Name of the space that it is in. */
  readonly space: string;
  readonly position: PlanPoint;
  readonly amenities: readonly PlanAmenity[];
}

export interface FloorPlan {
  readonly spaces: readonly PlanSpace[];
  readonly bookables: readonly PlanBookable[];
}

export function rectangle(x: number, y: number, width: number, height: number): PlanPoint[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ];
}

/** Even-odd rule; a point on the outline may count either way. */
export function isInside(outline: readonly PlanPoint[], [x, y]: PlanPoint): boolean {
  let inside = false;
  for (let i = 1; i < outline.length; i++) {
    const [x1, y1] = outline[i - 1]!;
    const [x2, y2] = outline[i]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
