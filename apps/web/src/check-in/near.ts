import type { Hub } from '#libs/contracts';

type Places = Pick<Hub, 'bookables'>;

/** The free ones of the same kind that are nearest to a desk: those of its space first, then by distance on the plan. */
export function nearestFree(
  { bookables }: Places,
  deskId: string,
  free: readonly string[],
  most: number,
): readonly Hub['bookables'][number][] {
  const desk = bookables.find(({ id }) => id === deskId);
  if (desk === undefined) return [];
  const isFree = new Set(free);
  const metres = ({ position }: Hub['bookables'][number]): number =>
    Math.hypot(position[0] - desk.position[0], position[1] - desk.position[1]);
  return bookables
    .filter(({ id, kind }) => id !== deskId && kind === desk.kind && isFree.has(id))
    .toSorted(
      (a, b) => Number(b.spaceId === desk.spaceId) - Number(a.spaceId === desk.spaceId) || metres(a) - metres(b),
    )
    .slice(0, most);
}
