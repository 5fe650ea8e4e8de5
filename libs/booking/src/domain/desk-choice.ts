/** What choosing a desk looks at. */
export interface Desk {
  readonly id: string;
  readonly spaceId: string;
  readonly position: readonly [number, number];
  readonly amenities: readonly string[];
}

/** Kept for those who need it as long as another desk is free. */
const RESERVED = 'accessible';

/**
 * The desk to offer first: not one made for wheelchairs if it can be helped, then the one with the most amenities. Among equals
 * the spread decides, so that people who search at the same moment are not all sent to one desk.
 * @param spread any whole number, the same for the same search
 */
export function bestDesk<D extends Desk>(free: readonly D[], spread: number): D | null {
  const most = Math.max(...free.map(worth));
  const equals = free.filter((desk) => worth(desk) === most);
  return equals[spread % equals.length] ?? null;
}

/** Desks most like the given one first: same space, most amenities in common, nearest on the plan. */
export function mostAlike<D extends Desk>(wanted: Desk, free: readonly D[]): readonly D[] {
  return free.toSorted(
    (a, b) =>
      Number(b.spaceId === wanted.spaceId) - Number(a.spaceId === wanted.spaceId) ||
      inCommon(wanted, b) - inCommon(wanted, a) ||
      distance(wanted, a) - distance(wanted, b),
  );
}

/** Whether the desk is kept for people whose wishes these are not. */
export const isReservedFor = ({ amenities }: Pick<Desk, 'amenities'>, wishes: readonly string[]): boolean =>
  amenities.includes(RESERVED) && !wishes.includes(RESERVED);

/** In metres on the plan. */
export const distance = (a: Pick<Desk, 'position'>, b: Pick<Desk, 'position'>): number =>
  Math.hypot(a.position[0] - b.position[0], a.position[1] - b.position[1]);

const worth = (desk: Desk): number => (isReservedFor(desk, []) ? -1 : desk.amenities.length);

function inCommon(wanted: Desk, desk: Desk): number {
  const shared = desk.amenities.filter((amenity) => wanted.amenities.includes(amenity)).length;
  return isReservedFor(desk, wanted.amenities) ? -1 : shared;
}
