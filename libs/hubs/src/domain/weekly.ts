/** A stretch of a local day, every week. */
export interface WeeklyStretch {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** Minutes since local midnight, 0..1439. */
  readonly opensMinute: number;
  /** Minutes since local midnight, exclusive, 1..1440. */
  readonly closesMinute: number;
}

/** Stretches that touch do not. */
export const stretchesOverlap = (a: WeeklyStretch, b: WeeklyStretch): boolean =>
  a.weekday === b.weekday && a.opensMinute < b.closesMinute && b.opensMinute < a.closesMinute;

/**
 * The parts of some stretches that lie in none of the others, in order; what is given besides (a community) stays with its parts.
 */
export function windowsOutside<Window extends WeeklyStretch>(
  opening: readonly Window[],
  agreed: readonly WeeklyStretch[],
): readonly Window[] {
  return opening.flatMap((window) =>
    agreed
      .filter((other) => stretchesOverlap(window, other))
      .reduce<readonly Window[]>((rest, other) => rest.flatMap((part) => without(part, other)), [window]),
  );
}

function without<Window extends WeeklyStretch>(window: Window, taken: WeeklyStretch): readonly Window[] {
  if (!stretchesOverlap(window, taken)) return [window];
  const before = { ...window, closesMinute: taken.opensMinute };
  const after = { ...window, opensMinute: taken.closesMinute };
  return [before, after].filter(({ opensMinute, closesMinute }) => opensMinute < closesMinute);
}
