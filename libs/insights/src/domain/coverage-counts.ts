import { apportion } from './apportion.js';

/** Counts of 1 to 4 people are not published. */
export const SMALLEST_PUBLISHED = 5;

export interface InhabitedCell {
  readonly cell: string;
  /** Need not be whole: a share of a census area. */
  readonly residents: number;
  /** To the nearest free seat; Infinity beyond what was searched. */
  readonly seconds: number;
  /** Number of the hub with that seat, when it lies within the minutes; else null. */
  readonly hub: number | null;
  /** Whether any hub lies within the minutes, were it open and every seat free. */
  readonly nearAnyHub: boolean;
}

export interface CoverageCounts {
  readonly residents: number;
  readonly covered: number;
  readonly nearAnyHub: number;
  readonly cells: readonly { readonly cell: string; readonly residents: number; readonly seconds: number | null }[];
  /** By hub; null for 1 to 4 residents, and where the others would give such a number away. */
  readonly byHub: readonly (number | null)[];
}

/**
 * Adds up whole residents, so that cells, hubs and totals agree to the person, then withholds what is small: a cell of 1 to 4
 * residents counts in the totals only. Where the withheld cells of one hub (or of none) together hold fewer than 5, the smallest
 * published one is withheld too, lest a subtraction give them away; hubs alike.
 */
export function countCoverage(cells: readonly InhabitedCell[], hubCount: number): CoverageCounts {
  const whole = apportion(cells.map(({ residents }) => residents));
  const counted = cells.map((cell, i) => ({ ...cell, residents: whole[i]! })).filter((cell) => cell.residents > 0);
  const published = publishedByGroup(counted).toSorted(
    (a, b) => order(a.seconds, b.seconds) || b.residents - a.residents || (a.cell < b.cell ? -1 : 1),
  );
  const byHub = Array.from({ length: hubCount }, (_, hub) => sum(counted.filter((cell) => cell.hub === hub)));
  return {
    residents: sum(counted),
    covered: sum(counted.filter(({ hub }) => hub !== null)),
    nearAnyHub: sum(counted.filter(({ nearAnyHub }) => nearAnyHub)),
    cells: published.map(({ cell, residents, seconds }) => ({
      cell,
      residents,
      seconds: Number.isFinite(seconds) ? Math.round(seconds) : null,
    })),
    byHub: withholdSmall(byHub),
  };
}

const sum = (cells: readonly { readonly residents: number }[]): number =>
  cells.reduce((total, { residents }) => total + residents, 0);
const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_PUBLISHED;
/** Two times that nobody can walk are equal. */
const order = (a: number, b: number): number => (a === b ? 0 : a - b);

function publishedByGroup(cells: readonly InhabitedCell[]): InhabitedCell[] {
  const groups = new Map<number | null, InhabitedCell[]>();
  for (const cell of cells) {
    const group = groups.get(cell.hub);
    if (group === undefined) groups.set(cell.hub, [cell]);
    else group.push(cell);
  }
  return [...groups.values()].flatMap((group) => {
    const counts = withholdSmall(group.map(({ residents }) => residents));
    return group.filter((_, i) => counts[i] !== null);
  });
}

function withholdSmall(counts: readonly number[]): (number | null)[] {
  const result = counts.map((count) => (isSmall(count) ? null : count));
  const withheld = counts.filter(isSmall).reduce((total, count) => total + count, 0);
  if (isSmall(withheld)) {
    const smallest = Math.min(...counts.filter((count) => count >= SMALLEST_PUBLISHED));
    const complement = result.indexOf(smallest);
    if (complement >= 0) result[complement] = null;
  }
  return result;
}
