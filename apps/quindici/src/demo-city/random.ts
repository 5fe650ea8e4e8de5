import type { Point } from './plane.js';

/** Numbers in [0, 1) that are the same for the same seed, on every machine (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }
}

/** Smooth noise in [-1, 1] on a lattice of the given wavelength. */
export function smoothNoise(seed: number, wavelength: number): (p: Point) => number {
  const corner = (i: number, j: number): number => {
    let h = (Math.imul(i, 374_761_393) + Math.imul(j, 668_265_263) + Math.imul(seed, 2_246_822_519)) | 0;
    h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
  };
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return ({ x, y }) => {
    const [u, v] = [x / wavelength, y / wavelength];
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [s, t] = [ease(u - i), ease(v - j)];
    const low = corner(i, j) * (1 - s) + corner(i + 1, j) * s;
    const high = corner(i, j + 1) * (1 - s) + corner(i + 1, j + 1) * s;
    return low * (1 - t) + high * t;
  };
}
