import type { Coverage } from '#libs/contracts';

type Cell = Coverage['cells'][number];

export interface Band {
  /** minutes, exclusive; the first band starts at zero */
  readonly over: number;
  /** minutes, inclusive; null for all that lies farther */
  readonly upTo: number | null;
  readonly colour: string;
}

/** Blue within a quarter of an hour, orange beyond it: told apart by all kinds of colour vision, and by lightness. */
export const bands: readonly Band[] = [
  { over: 0, upTo: 5, colour: '#08306b' },
  { over: 5, upTo: 10, colour: '#2171b5' },
  { over: 10, upTo: 15, colour: '#79b5dd' },
  { over: 15, upTo: 20, colour: '#fdd9a0' },
  { over: 20, upTo: 30, colour: '#f7a54a' },
  { over: 30, upTo: 60, colour: '#d9681d' },
  { over: 60, upTo: null, colour: '#8c2d04' },
];

export function bandOf({ seconds }: Pick<Cell, 'seconds'>): Band {
  const inside = seconds === null ? undefined : bands.find(({ upTo }) => upTo !== null && seconds <= upTo * 60);
  return inside ?? bands.at(-1)!;
}

/** Residents of each band, in the order of the bands. */
export function residentsByBand(cells: readonly Cell[]): ReadonlyMap<Band, number> {
  const sums = new Map(bands.map((band) => [band, 0]));
  for (const cell of cells) sums.set(bandOf(cell), (sums.get(bandOf(cell)) ?? 0) + cell.residents);
  return sums;
}

export interface Share {
  readonly covered: number;
  readonly residents: number;
  readonly share: number | null;
}

/**
 * Who is covered at some limit. At the limit the server was asked for, its own figures; at another, the sum of the
 * cells, which leaves out those of 1 to 4 residents: near enough for the headline to follow the slider.
 */
export function coveredWithin(coverage: Coverage, minutes: number): Share {
  const { residents, cells } = coverage;
  if (minutes === coverage.minutes) return { covered: coverage.covered, residents, share: coverage.share };
  const covered = cells
    .filter(({ seconds }) => seconds !== null && seconds <= minutes * 60)
    .reduce((sum, cell) => sum + cell.residents, 0);
  return { covered, residents, share: residents === 0 ? null : covered / residents };
}
