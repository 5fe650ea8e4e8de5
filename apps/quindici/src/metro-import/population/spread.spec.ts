import fc from 'fast-check';
import { cellToBoundary, cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import type { PopulationRow } from './population-area.js';
import { RESIDENT_CELL_RESOLUTION } from './read-population.js';
import { spread } from './spread.js';

const CENTRE = { lat: 44.49, lon: 11.34 };
const home = latLngToCell(CENTRE.lat, CENTRE.lon, RESIDENT_CELL_RESOLUTION);
const everywhere = (): boolean => true;
const disc = (residents: number, radiusMetres: number): PopulationRow => ({
  row: 1,
  residents,
  area: { kind: 'disc', ...CENTRE, radiusMetres },
});

describe(spread.name, () => {
  it('neither gains nor loses residents', () => {
    const rows = fc.array(
      fc.record({
        row: fc.nat(),
        residents: fc.double({ min: 0.5, max: 1e5, noNaN: true }),
        area: fc.record({
          kind: fc.constant('disc' as const),
          lat: fc.double({ min: 44.4, max: 44.6, noNaN: true }),
          lon: fc.double({ min: 11.2, max: 11.5, noNaN: true }),
          radiusMetres: fc.double({ min: 0, max: 1500, noNaN: true }),
        }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const before = given.reduce((sum, { residents }) => sum + residents, 0);
        const after = spread(given, everywhere).cells.reduce((sum, { residents }) => sum + residents, 0);
        return Math.abs(after - before) < 1e-6 * before;
      }),
      { numRuns: 40 },
    );
  });

  it('leaves a point without an area in its own cell', () => {
    const { cells } = spread([{ row: 1, residents: 7, area: { kind: 'cell', cell: home } }], everywhere);
    expect(cells).toEqual([{ cell: home, residents: 7 }]);
  });

  it('shares a large area out evenly among the cells inside it', () => {
    const { cells } = spread([disc(10_000, 1500)], everywhere);
    const inner = cells.filter(({ cell }) => gridDisk(home, 2).includes(cell)).map(({ residents }) => residents);
    expect(inner).toHaveLength(19);
    expect(Math.max(...inner) / Math.min(...inner)).toBeLessThan(1.02);
  });

  it('gives a polygon to the cells that it covers, by area', () => {
    const ring = cellToBoundary(home).map(([lat, lon]) => [lon, lat]);
    const area = { kind: 'polygons' as const, polygons: [[[...ring, ring[0]!]]] };
    const { cells } = spread([{ row: 1, residents: 100, area }], everywhere);
    const own = cells.find(({ cell }) => cell === home)!;
    expect(own.residents).toBeGreaterThan(85);
    expect(cells.reduce((sum, { residents }) => sum + residents, 0)).toBeCloseTo(100);
  });

  it('puts nobody where there is no street', () => {
    const north = (cell: string): boolean => cellToLatLng(cell)[0] > CENTRE.lat;
    const { cells } = spread([disc(1000, 800)], north);
    expect(cells.every(({ cell }) => north(cell))).toBe(true);
    expect(cells.reduce((sum, { residents }) => sum + residents, 0)).toBeCloseTo(1000);
  });

  it('refuses an area of elsewhere', () => {
    expect(spread([disc(1000, 800)], () => false)).toEqual({
      cells: [],
      refused: [{ row: 1, reason: 'it lies where the network has no streets' }],
    });
  });
});
