import fc from 'fast-check';
import { type WeeklyStretch, windowsOutside } from './weekly.js';

const at = (weekday: number, opens: number, closes: number): WeeklyStretch => ({
  weekday,
  opensMinute: opens * 60,
  closesMinute: closes * 60,
});

describe(windowsOutside.name, () => {
  it('finds nothing where the agreement covers all, also in pieces that touch', () => {
    expect(windowsOutside([at(1, 9, 19)], [at(1, 8, 20)])).toEqual([]);
    expect(windowsOutside([at(1, 9, 19)], [at(1, 8, 13), at(1, 13, 20)])).toEqual([]);
  });

  it('names what sticks out before, between and after', () => {
    expect(windowsOutside([at(1, 8, 20)], [at(1, 9, 12), at(1, 14, 19)])).toEqual([
      at(1, 8, 9),
      at(1, 12, 14),
      at(1, 19, 20),
    ]);
  });

  it('takes each weekday by itself, and all of it where nothing is agreed', () => {
    expect(windowsOutside([at(1, 9, 10), at(2, 9, 10)], [at(1, 9, 10)])).toEqual([at(2, 9, 10)]);
    expect(windowsOutside([at(3, 9, 10)], [])).toEqual([at(3, 9, 10)]);
  });

  it('keeps what belongs to a window with its parts', () => {
    const window = { ...at(1, 8, 12), community: 'school' };
    expect(windowsOutside([window], [at(1, 9, 12)])).toEqual([{ ...at(1, 8, 9), community: 'school' }]);
  });

  it('agrees with counting minute by minute', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 12 }))
      .map(([weekday, opensMinute, length]) => ({ weekday, opensMinute, closesMinute: opensMinute + length }));
    const minutes = (windows: readonly WeeklyStretch[]): Set<string> =>
      new Set(
        windows.flatMap(({ weekday, opensMinute, closesMinute }) =>
          Array.from({ length: closesMinute - opensMinute }, (_, i) => `${weekday} ${opensMinute + i}`),
        ),
      );
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 5 }), fc.array(stretch, { maxLength: 5 }), (opening, agreed) => {
        const taken = minutes(agreed);
        const expected = [...minutes(opening)].filter((minute) => !taken.has(minute)).toSorted();
        expect([...minutes(windowsOutside(opening, agreed))].toSorted()).toEqual(expected);
      }),
    );
  });
});
