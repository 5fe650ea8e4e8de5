import { SeededRandom } from '#libs/kernel';

/** Numbers in [0, 1) as a function, for runs that can be repeated from the seed they print. */
export function seeded(seed: number): () => number {
  const random = new SeededRandom(seed);
  return () => random.next();
}
