import type { Coverage } from '#libs/contracts';
import { bandOf, bands, coveredWithin, residentsByBand } from './bands.js';

const cells = [
  { cell: 'a', residents: 10, seconds: 0 },
  { cell: 'b', residents: 20, seconds: 900 },
  { cell: 'c', residents: 30, seconds: 901 },
  { cell: 'd', residents: 40, seconds: null },
];

describe(bandOf.name, () => {
  it('counts a limit reached to the second as within it', () => {
    expect(cells.map((cell) => bandOf(cell).upTo)).toEqual([5, 15, 20, null]);
  });

  it('leaves no gap between the bands', () => {
    expect(bands.slice(1).map(({ over }) => over)).toEqual(bands.slice(0, -1).map(({ upTo }) => upTo));
  });
});

describe(residentsByBand.name, () => {
  it('puts every resident in one band', () => {
    expect([...residentsByBand(cells).values()]).toEqual([10, 0, 20, 30, 0, 0, 40]);
  });
});

describe(coveredWithin.name, () => {
  const coverage = {
    metro: 'm',
    mode: 'walk',
    minutes: 15,
    from: '2026-11-23T08:00:00Z',
    to: '2026-11-23T12:00:00Z',
    residents: 103,
    covered: 33,
    share: 33 / 103,
    shareOfAnyHub: null,
    cells,
    hubs: [],
  } satisfies Coverage;

  it('keeps the figures of the server at the limit it was asked for', () => {
    expect(coveredWithin(coverage, 15)).toEqual({ covered: 33, residents: 103, share: 33 / 103 });
  });

  it('adds up the cells at any other limit', () => {
    expect(coveredWithin(coverage, 16)).toEqual({ covered: 60, residents: 103, share: 60 / 103 });
  });

  it('claims no share where nobody is known to live', () => {
    expect(coveredWithin({ ...coverage, residents: 0, cells: [] }, 20).share).toBeNull();
  });
});
