/**
 * Whole numbers that stay within one of the given ones and whose sum is the rounded sum of the given ones (largest remainder,
 * Hamilton 1792). So whatever is added up from them agrees, in any order and any grouping.
 * @param amounts not negative
 */
export function apportion(amounts: readonly number[]): number[] {
  const whole = amounts.map(Math.floor);
  const total = Math.round(amounts.reduce((sum, amount) => sum + amount, 0));
  const missing = total - whole.reduce((sum, amount) => sum + amount, 0);
  const remainders = amounts.map((amount, i) => ({ i, remainder: amount - whole[i]! }));
  remainders.sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of remainders.slice(0, missing)) whole[i]! += 1;
  return whole;
}
