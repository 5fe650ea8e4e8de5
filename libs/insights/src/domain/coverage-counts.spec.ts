import fc from 'fast-check';
import { apportion } from './apportion.js';
import { countCoverage, type InhabitedCell, SMALLEST_PUBLISHED } from './coverage-counts.js';

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const cell = (name: string, residents: number, seconds: number, hub: number | null): InhabitedCell => ({
  cell: name,
  residents,
  seconds,
  hub,
  nearAnyHub: hub !== null,
});

describe(apportion.name, () => {
  it('keeps the sum and stays within one of each amount', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { maxLength: 50 }), (amounts) => {
        const whole = apportion(amounts);
        expect(total(whole)).toBe(Math.round(total(amounts)));
        amounts.forEach((amount, i) => expect(Math.abs(amount - whole[i]!)).toBeLessThanOrEqual(1));
      }),
    );
  });

  it('gives the spare one to the largest remainder', () => {
    expect(apportion([1.2, 1.7, 1.1])).toEqual([1, 2, 1]);
  });
});

describe(countCoverage.name, () => {
  it('counts a worked example', () => {
    const cells = [
      cell('far', 100, Infinity, null),
      cell('near', 40.4, 120.6, 0),
      cell('nearest', 59.6, 60, 0),
      cell('other', 30, 300, 1),
    ];
    expect(countCoverage(cells, 3)).toEqual({
      residents: 230,
      covered: 130,
      nearAnyHub: 130,
      cells: [
        { cell: 'nearest', residents: 60, seconds: 60 },
        { cell: 'near', residents: 40, seconds: 121 },
        { cell: 'other', residents: 30, seconds: 300 },
        { cell: 'far', residents: 100, seconds: null },
      ],
      byHub: [100, 30, 0],
    });
  });

  it('withholds a small cell, and the smallest other one that would give it away', () => {
    const counts = countCoverage([cell('small', 3, 60, 0), cell('middle', 20, 90, 0), cell('large', 50, 120, 0)], 1);
    expect(counts.cells.map((one) => one.cell)).toEqual(['large']);
    expect(counts.byHub).toEqual([73]);
  });

  it('withholds no more where several small cells hide each other', () => {
    const counts = countCoverage([cell('a', 3, 60, 0), cell('b', 3, 90, 0), cell('large', 50, 120, 0)], 1);
    expect(counts.cells.map((one) => one.cell)).toEqual(['large']);
  });

  it('never lets a subtraction tell of fewer than five people in a cell or a hub, and its sums agree', () => {
    const cells = fc.array(
      fc.record({
        residents: fc.oneof(fc.double({ min: 0, max: 9, noNaN: true }), fc.double({ min: 0, max: 900, noNaN: true })),
        hub: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
        seconds: fc.integer({ min: 0, max: 900 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(cells, (drawn) => {
        const given = drawn.map((one, i) =>
          cell(String(i), one.residents, one.hub === null ? 2000 : one.seconds, one.hub),
        );
        const whole = apportion(given.map(({ residents }) => residents));
        const counts = countCoverage(given, 4);
        expect(counts.residents).toBe(Math.round(total(given.map(({ residents }) => residents))));
        expect(counts.covered).toBe(total(given.map(({ hub }, i) => (hub === null ? 0 : whole[i]!))));
        for (const { residents } of counts.cells) expect(residents).toBeGreaterThanOrEqual(SMALLEST_PUBLISHED);
        const shown = counts.byHub.filter((count) => count !== null);
        expect(shown.every((count) => count === 0 || count >= SMALLEST_PUBLISHED)).toBe(true);
        const withheldHubs = counts.covered - total(shown);
        if (shown.some((count) => count > 0)) expect(isTelling(withheldHubs)).toBe(false);
        counts.byHub.forEach((count, hub) => {
          if (count === null) return;
          const own = counts.cells.filter((one) => given[Number(one.cell)]!.hub === hub);
          const rest = count - total(own.map(({ residents }) => residents));
          if (own.length > 0) expect(isTelling(rest)).toBe(false);
        });
      }),
    );
  });
});

const isTelling = (count: number): boolean => count > 0 && count < SMALLEST_PUBLISHED;
