/** Where a running total stood, and in which life of the device. */
export interface CounterStand {
  readonly boot: number;
  readonly total: number;
}

/** Totals of our devices are unsigned 32-bit numbers and begin at zero with each boot. */
const MODULUS = 2 ** 32;
/** More steps than this between two messages are no count but a fault: a backward jump is taken for a wrap only below it. */
const PLAUSIBLE_STEP = 100_000;

/**
 * What was counted between two stands of one counter.
 * A restart counts from zero; a total that ran past its largest number wraps; any other backward jump is a reset by hand, which counts from zero too.
 */
export function counted(before: CounterStand | undefined, now: CounterStand): number {
  if (before === undefined) return 0;
  if (now.boot !== before.boot) return now.total;
  if (now.total >= before.total) return now.total - before.total;
  const wrapped = now.total + MODULUS - before.total;
  return wrapped <= PLAUSIBLE_STEP ? wrapped : now.total;
}
