import { isLeaving, leavingId } from './leaving.js';

describe(isLeaving, () => {
  const left = (scope: 'this' | 'following' | 'all', date: string | null): string[] =>
    ['2026-11-24', '2026-12-01', '2026-12-08'].filter((day) =>
      isLeaving(new Set(['another thing', leavingId('s-1', scope, date)]), 's-1', day),
    );

  it('is the day alone, that day and those after it, or all', () => {
    expect(left('this', '2026-12-01')).toEqual(['2026-12-01']);
    expect(left('following', '2026-12-01')).toEqual(['2026-12-01', '2026-12-08']);
    expect(left('all', null)).toEqual(['2026-11-24', '2026-12-01', '2026-12-08']);
  });

  it('leaves other series alone', () => {
    expect(isLeaving(new Set([leavingId('s-2', 'all', null)]), 's-1', '2026-12-01')).toBe(false);
  });
});
