import { minutesOf, timeOf } from '../time/local-span.js';
import type { Choice } from '../ui/form.js';

/** The times of a day on a grid of minutes, and the one that stands now even if it lies beside the grid. */
export const timesOf =
  (grid: number) =>
  (first: string, last: string, standing: string): readonly Choice[] => {
    const start = Math.ceil(minutesOf(first) / grid) * grid;
    const count = Math.max(0, Math.floor((minutesOf(last) - start) / grid) + 1);
    const times = new Set(Array.from({ length: count }, (_, n) => timeOf(start + n * grid)));
    return [...times.add(standing)].toSorted().map((value) => ({ value, label: value }));
  };
