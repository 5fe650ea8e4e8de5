import type { Bookable, Hub, Space } from '#libs/contracts';
import type { PlanPoint } from '../plan/plan-geometry.js';

/** Whether a point lies within a ring: a ray to the right crosses its edges an odd number of times. */
export function isInside([x, y]: PlanPoint, ring: readonly PlanPoint[]): boolean {
  let inside = false;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length]!;
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** What closing a space closes: what is of it, and what stands within its outline on the same level. */
export function bookablesIn(hub: Pick<Hub, 'bookables' | 'spaces'>, space: Space): readonly Bookable[] {
  const levels = new Map(hub.spaces.map(({ id, level }) => [id, level]));
  return hub.bookables.filter(
    ({ spaceId, position }) =>
      spaceId === space.id || (levels.get(spaceId) === space.level && isInside(position, space.outline)),
  );
}
