import type { Point } from './plane.js';

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
