import type { Position } from 'geojson';
import { asciiMap, offset } from '../testing/ascii-map.js';
import { buildWalkNetwork } from './build-walk-network.js';
import { isochrones, type IsochroneCollection } from './isochrones.js';
import { scaleAt } from './metres.js';
import { InvalidBudget, OffTheMap } from './travel-errors.js';
import { WALKING_METRES_PER_SECOND } from './walking.js';

const street = { highway: 'residential' };

function covers(shape: IsochroneCollection['features'][number], { lat, lon }: { lat: number; lon: number }): boolean {
  let inside = false;
  for (const ring of shape.geometry.coordinates.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as [number, number];
      const [bx, by] = ring[i] as [number, number];
      if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

function squareMetres(ring: readonly Position[]): number {
  const scale = scaleAt(ring[0]![1]!);
  let doubled = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as [number, number];
    const [bx, by] = ring[i] as [number, number];
    doubled += (ax - ring[0]![0]!) * (by - ring[0]![1]!) - (bx - ring[0]![0]!) * (ay - ring[0]![1]!);
  }
  return (doubled / 2) * 1e14 * scale.perLatE7 * scale.perLonE7;
}

/** A street of 6 km from west to east. */
const avenue = asciiMap('A-----M-----B', { AMB: street }, { metres: 500 });

describe(isochrones.name, () => {
  const network = buildWalkNetwork(avenue.osm);

  it('draws a long street as a rhombus as wide as one can walk and 300 m to each side at most', () => {
    const [shape] = network.isochrones(avenue.at('M'), [15]).features;
    const reach = 900 * WALKING_METRES_PER_SECOND;
    const rings = shape!.geometry.coordinates.flat();
    expect(rings).toHaveLength(1);
    // Two triangles cut off at 300 m from the street: 4 * (300 * (reach - 300) + 300 * 300 / 2).
    expect(squareMetres(rings[0]!) / (4 * (300 * (reach - 300) + 45_000))).toBeCloseTo(1, 1);
    expect(covers(shape!, offset(avenue.at('M'), reach - 60, 0))).toBe(true);
    expect(covers(shape!, offset(avenue.at('M'), reach + 60, 0))).toBe(false);
    expect(covers(shape!, offset(avenue.at('M'), 0, 270))).toBe(true);
    expect(covers(shape!, offset(avenue.at('M'), 0, 340))).toBe(false);
  });

  it('puts the widest first, each once, with its minutes', () => {
    const { type, features } = network.isochrones(avenue.at('M'), [5, 15, 10, 15]);
    expect(type).toBe('FeatureCollection');
    expect(features.map((feature) => feature.properties.minutes)).toEqual([15, 10, 5]);
    const areas = features.map((feature) => squareMetres(feature.geometry.coordinates.flat()[0]!));
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
  });

  it('leaves a hole where a block is too deep', () => {
    const ring = asciiMap('A----B\n|    |\n|    |\n|    |\n|    |\nD----C', { ABCDA: street }, { metres: 200 });
    const [shape] = buildWalkNetwork(ring.osm).isochrones(ring.at('A'), [60]).features;
    const [polygon] = shape!.geometry.coordinates;
    expect(polygon).toHaveLength(2);
    expect(squareMetres(polygon![0]!)).toBeGreaterThan(0);
    expect(squareMetres(polygon![1]!)).toBeLessThan(0);
    expect(covers(shape!, offset(ring.at('A'), 500, -500))).toBe(false);
  });

  it('does not leap over a river to a street that is far by foot', () => {
    const banks = asciiMap(
      `
A------------------B
M------------------N
                   |
                   |`.trimEnd(),
      { AB: street, MN: street, BN: street },
      { metres: 120 },
    );
    const [shape] = buildWalkNetwork(banks.osm).isochrones(banks.at('A'), [10]).features;
    expect(covers(shape!, offset(banks.at('A'), 200, -50))).toBe(true);
    expect(covers(shape!, offset(banks.at('M'), 200, 50))).toBe(false);
    expect(covers(shape!, banks.at('M'))).toBe(false);
  });

  it('leaves travel times that are still being read alone', () => {
    const place = network.snap(avenue.at('B'));
    const times = network.from(network.snap(avenue.at('M')), 3600);
    const before = times.secondsAt(place);
    network.isochrones(avenue.at('A'), [10]);
    expect(times.secondsAt(place)).toBe(before);
  });

  it.each([0, -5, Number.NaN, 121])('refuses %s minutes', (minutes) => {
    expect(() => network.isochrones(avenue.at('M'), [minutes])).toThrow(InvalidBudget);
  });

  it('refuses an origin off the map', () => {
    expect(() => network.isochrones({ lat: 45.5, lon: 9 }, [15])).toThrow(OffTheMap);
  });
});
