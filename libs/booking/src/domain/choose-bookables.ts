import { groupBy } from '#libs/kernel';
import { type Desk, distance, isReservedFor } from './desk-choice.js';
import { spreadOf } from './spread.js';

export interface Wished {
  readonly kind: string;
  readonly count: number;
  readonly needs: readonly string[];
  readonly likes: readonly string[];
  readonly spaceId?: string | undefined;
}

interface Candidate extends Desk {
  readonly kind: string;
}

type Order<D> = (a: D, b: D) => number;

/**
 * The bookables that are as wished, the most welcome first. Those of one space come together, and first the spaces that hold all that is wished for,
 * so that a team is not torn apart. Among equals the seed decides, so that people who ask at the same moment are not all sent to one desk.
 * @param free what nothing holds
 * @param beside where the wish would rather be
 */
export function inOrderOfWelcome<D extends Candidate>(
  wish: Wished,
  free: readonly D[],
  beside: readonly Desk[],
  seed: string,
): readonly D[] {
  const fitting = free.filter((one) => fits(wish, one));
  const draws = new Map(fitting.map(({ id }) => [id, spreadOf(`${seed} ${id}`)]));
  const byWorth: Order<D> = (a, b) => worth(wish, b) - worth(wish, a);
  const byWelcome: Order<D> = (a, b) =>
    byWorth(a, b) || away(a, beside) - away(b, beside) || draws.get(a.id)! - draws.get(b.id)!;
  return [...groupBy(fitting, ({ spaceId }) => spaceId).values()]
    .map((inSpace) => together(inSpace.toSorted(byWelcome), byWorth))
    .toSorted((a, b) => Number(b.length >= wish.count) - Number(a.length >= wish.count) || byWelcome(a[0]!, b[0]!))
    .flat();
}

const fits = ({ kind, needs, spaceId }: Wished, one: Candidate): boolean =>
  one.kind === kind &&
  needs.every((amenity) => one.amenities.includes(amenity)) &&
  (spaceId === undefined || spaceId === one.spaceId);

/** What is kept for those who need it comes last for all others. */
const worth = ({ needs, likes }: Wished, one: Candidate): number =>
  isReservedFor(one, [...needs, ...likes]) ? -1 : likes.filter((amenity) => one.amenities.includes(amenity)).length;

const away = (one: Desk, beside: readonly Desk[]): number =>
  beside.reduce((sum, other) => sum + distance(one, other), 0);

/** After the most welcome one, among what is worth as much, those nearest to it. */
function together<D extends Candidate>(ordered: readonly D[], byWorth: Order<D>): readonly D[] {
  const [first, ...others] = ordered;
  if (first === undefined) return [];
  return [first, ...others.toSorted((a, b) => byWorth(a, b) || distance(first, a) - distance(first, b))];
}
