import type { SeriesScope } from '#libs/contracts';

const SEPARATOR = ' ';

/** Names what is being given up of a series while it can still be taken back. */
export const leavingId = (seriesId: string, scope: SeriesScope, date: string | null): string =>
  [seriesId, scope, date ?? ''].join(SEPARATOR);

export const isLeaving = (leaving: ReadonlySet<string>, seriesId: string, date: string): boolean =>
  [...leaving].some((id) => {
    const [series, scope, from] = id.split(SEPARATOR) as [string, string?, string?];
    if (series !== seriesId || from === undefined) return false;
    return scope === 'all' || (scope === 'following' ? date >= from : date === from);
  });
