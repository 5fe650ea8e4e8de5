import fc from 'fast-check';
import { asciiMap, offset } from '../testing/ascii-map.js';
import { buildWalkNetwork } from './build-walk-network.js';
import { InvalidBudget, InvalidPosition, NoWalkableStreets, OffTheMap } from './travel-errors.js';
import type { TravelTimes } from './travel-times.js';
import { WalkNetwork } from './walk-network.js';
import { secondsToWalk } from './walking.js';

const street = { highway: 'residential' };
const HOUR = 3600;

/** Two blocks, each 100 m wide and 50 m high. */
const BLOCKS = `
A---------B---------C
|         |         |
|         |         |
|         |         |
|         |         |
D---------E---------F
`;
const blocks = asciiMap(BLOCKS, { ABC: street, DEF: street, AD: street, BE: street, CF: street });

/** From E to C an escalator runs up; A and D are corners that one passes to come down. */
const escalator = asciiMap(
  `
A----B
|    |
|    |
|    C
|    |
D----E`,
  { BA: street, AD: street, DE: street, EC: { highway: 'steps', conveying: 'forward' }, CB: street },
);
const stairs = buildWalkNetwork(escalator.osm);
const spot = fc
  .tuple(fc.integer({ min: -20, max: 70 }), fc.integer({ min: -70, max: 20 }))
  .map(([east, north]) => offset(escalator.at('A'), east, north));
const budgets = fc.integer({ min: 1, max: 300 });

/** Seconds between places of a map. */
function walk(network: WalkNetwork, from: { lat: number; lon: number }, to: { lat: number; lon: number }): number {
  return network.from(network.snap(from), HOUR).secondsAt(network.snap(to));
}

describe(WalkNetwork.name, () => {
  const network = buildWalkNetwork(blocks.osm);

  it('walks the metres between two corners at 5.1 km/h', () => {
    expect(walk(network, blocks.at('A'), blocks.at('F'))).toBeCloseTo(secondsToWalk(250), 0);
  });

  it('keeps only corners where a way can be chosen', () => {
    expect(network.stats).toMatchObject({ nodes: 2, edges: 3, islands: 0 });
    expect(network.stats.km).toBeCloseTo(0.55, 2);
  });

  it('starts and ends in the middle of a street', () => {
    const from = offset(blocks.at('A'), 30, 0);
    const to = offset(blocks.at('E'), 40, 0);
    expect(walk(network, from, to)).toBeCloseTo(secondsToWalk(70 + 50 + 40), 0);
  });

  it('stays on the street that both points share', () => {
    const from = offset(blocks.at('A'), 30, 0);
    expect(walk(network, from, offset(blocks.at('A'), 90, 0))).toBeCloseTo(secondsToWalk(60), 1);
    expect(walk(network, offset(blocks.at('A'), 90, 0), from)).toBeCloseTo(secondsToWalk(60), 1);
  });

  it('counts the straight walk to and from the street', () => {
    const from = offset(blocks.at('B'), 0, 20);
    const to = offset(blocks.at('E'), 50, -30);
    expect(walk(network, from, to)).toBeCloseTo(secondsToWalk(20 + 50 + 50 + 30), 0);
  });

  it('reports nothing beyond the budget', () => {
    const times = network.from(network.snap(blocks.at('A')), secondsToWalk(100));
    expect(times.secondsAt(network.snap(offset(blocks.at('A'), 99, 0)))).toBeCloseTo(secondsToWalk(99), 0);
    expect(times.secondsAt(network.snap(offset(blocks.at('B'), 9, 0)))).toBe(Infinity);
    expect(times.secondsAt(network.snap(blocks.at('F')))).toBe(Infinity);
  });

  it('finds the nearest of several destinations from everywhere', () => {
    const times = network.to([network.snap(blocks.at('A')), network.snap(blocks.at('F'))], HOUR);
    expect(times.secondsAt(network.snap(blocks.at('D')))).toBeCloseTo(secondsToWalk(50), 0);
    expect(times.secondsAt(network.snap(blocks.at('C')))).toBeCloseTo(secondsToWalk(50), 0);
    expect(times.secondsAt(network.snap(blocks.at('B')))).toBeCloseTo(secondsToWalk(100), 0);
  });

  it('gives many places at once what it gives one by one, in both senses', () => {
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 3 }), fc.array(spot), budgets, (seeds, spots, seconds) => {
        const snaps = spots.map((point) => stairs.snap(point));
        const places = stairs.layOut([...snaps, null]);
        const check = (times: TravelTimes): void => {
          const all = times.secondsAtAll(places);
          snaps.forEach((snap, i) => expect(all[i]).toBeCloseTo(times.secondsAt(snap), 6));
          expect(all[snaps.length]).toBe(Infinity);
        };
        check(stairs.from(stairs.snap(seeds[0]!), seconds));
        check(
          stairs.to(
            seeds.map((point) => stairs.snap(point)),
            seconds,
          ),
        );
      }),
    );
  });

  it('takes as long to a place as from it seen backwards', () => {
    fc.assert(
      fc.property(spot, spot, (a, b) => {
        const away = stairs.from(stairs.snap(a), HOUR).secondsAt(stairs.snap(b));
        const back = stairs.to([stairs.snap(b)], HOUR).secondsAt(stairs.snap(a));
        // Each search rounds every street it passes to a tick.
        expect(Math.abs(away - back)).toBeLessThan(0.5);
      }),
    );
  });

  it('says so when older times are read after a later search', () => {
    const older = network.from(network.snap(blocks.at('A')), HOUR);
    const beside = network.from(network.snap(blocks.at('A')), HOUR, network.newSearch());
    network.from(network.snap(blocks.at('B')), HOUR);
    const place = network.snap(blocks.at('C'));
    expect(() => older.secondsAt(place)).toThrow('overwritten');
    expect(beside.secondsAt(place)).toBeCloseTo(secondsToWalk(200), 0);
  });

  it('snaps up to 300 m and says how far a point lies beyond', () => {
    expect(network.snap(offset(blocks.at('A'), 0, 295)).metres).toBeCloseTo(295, 0);
    const far = offset(blocks.at('A'), 0, 420);
    expect(network.findSnap(far)).toBeNull();
    expect(() => network.snap(far)).toThrow(OffTheMap);
    expect(() => network.snap(far)).toThrow('420 m away, the limit is 300 m');
    expect(() => network.snap({ lat: 0, lon: 0 })).toThrow('nowhere near');
  });

  it.each([Number.NaN, Infinity, 91])('refuses a latitude of %s', (lat) => {
    expect(() => network.snap({ lat, lon: 11 })).toThrow(InvalidPosition);
  });

  it.each([0, -1, Number.NaN, Infinity, 1e9])('refuses a budget of %s seconds', (budget) => {
    expect(() => network.from(network.snap(blocks.at('A')), budget)).toThrow(InvalidBudget);
  });
});

describe(buildWalkNetwork.name, () => {
  it('refuses a map without streets for walkers', () => {
    const { osm } = asciiMap('A--B', { AB: { highway: 'motorway' } });
    expect(() => buildWalkNetwork(osm)).toThrow(NoWalkableStreets);
  });

  it('lets walkers up an escalator but not down', () => {
    const { at } = escalator;
    const network = stairs;
    expect(walk(network, at('E'), at('B'))).toBeCloseTo(secondsToWalk(50), 0);
    expect(walk(network, at('B'), at('E'))).toBeCloseTo(secondsToWalk(50 + 50 + 50), 0);
    const toE = network.to([network.snap(at('E'))], HOUR);
    expect(toE.secondsAt(network.snap(at('B')))).toBeCloseTo(secondsToWalk(150), 0);
    const low = offset(at('E'), 0, 5);
    const high = offset(at('E'), 0, 15);
    expect(walk(network, low, high)).toBeCloseTo(secondsToWalk(10), 0);
    expect(walk(network, high, low)).toBeCloseTo(secondsToWalk(35 + 150 + 5), 0);
  });

  it('goes round a locked gate', () => {
    const drawing = `
A---G---B
|       |
C-------D`;
    const ways = { AGB: street, AC: street, CD: street, DB: street };
    const open = asciiMap(drawing, ways, { nodes: { G: { barrier: 'gate' } } });
    const locked = asciiMap(drawing, ways, { nodes: { G: { barrier: 'gate', access: 'private' } } });
    expect(walk(buildWalkNetwork(open.osm), open.at('A'), open.at('B'))).toBeCloseTo(secondsToWalk(80), 0);
    expect(walk(buildWalkNetwork(locked.osm), locked.at('A'), locked.at('B'))).toBeCloseTo(secondsToWalk(120), 0);
  });

  it('does not turn where a bridge passes over a street', () => {
    const { osm, at } = asciiMap(
      `
A----N----B
     |
C----S----D`,
      { ANB: street, CSD: street, AC: street, NS: { highway: 'motorway' } },
    );
    expect(walk(buildWalkNetwork(osm), at('N'), at('S'))).toBeCloseTo(secondsToWalk(50 + 20 + 50), 0);
  });

  it('leaves islands out and counts them', () => {
    const { osm } = asciiMap(
      `
A----------B
|          |
C----------D     1--2`,
      { AB: street, BD: street, DC: street, CA: street, 12: street },
    );
    const { stats } = buildWalkNetwork(osm);
    expect(stats).toMatchObject({ islands: 1 });
    expect(stats.islandKm).toBeCloseTo(0.03, 3);
    expect(stats.km).toBeCloseTo(0.26, 3);
  });

  it('walks round a lone ring both ways', () => {
    const { osm, at } = asciiMap(
      `
A---B
|   |
D---C`,
      { ABCDA: street },
    );
    const network = buildWalkNetwork(osm);
    expect(walk(network, at('A'), at('B'))).toBeCloseTo(secondsToWalk(40), 0);
    expect(walk(network, at('A'), at('D'))).toBeCloseTo(secondsToWalk(20), 0);
    expect(walk(network, at('B'), at('D'))).toBeCloseTo(secondsToWalk(60), 0);
  });

  it('follows the outline of a walkable square that is drawn as a multipolygon', () => {
    const { osm, at } = asciiMap(
      `
A---B---X
|   |
D---C---Y`,
      { ABCDA: {}, BX: street, CY: street },
    );
    const square = {
      id: 1,
      tags: { type: 'multipolygon', highway: 'pedestrian' },
      members: [{ type: 'way', ref: 0, role: 'outer' }],
    } as const;
    expect(walk(buildWalkNetwork({ ...osm, relations: [square] }), at('X'), at('Y'))).toBeCloseTo(
      secondsToWalk(100),
      0,
    );
  });

  it('crosses a square by its outline, but lays points on the streets beside it', () => {
    const { osm, at } = asciiMap(
      `
X---A---B---Y
    |   |
    D---C`,
      { ABCDA: { highway: 'pedestrian', area: 'yes' }, XA: street, BY: street },
    );
    const network = buildWalkNetwork(osm);
    expect(walk(network, at('X'), at('Y'))).toBeCloseTo(secondsToWalk(120), 0);
    expect(network.snap(at('D')).at.lon).toBeCloseTo(at('A').lon, 6);
    expect(network.snap(at('D')).metres).toBeCloseTo(20, 1);
  });

  it('refuses squares without a street', () => {
    const { osm } = asciiMap('A--B', { AB: { highway: 'pedestrian', area: 'yes' } });
    expect(() => buildWalkNetwork(osm)).toThrow(NoWalkableStreets);
  });

  it('reports its progress up to the end', () => {
    const seen: number[] = [];
    buildWalkNetwork(blocks.osm, { onProgress: (done) => seen.push(done) });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});
