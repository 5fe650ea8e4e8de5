import { createHash } from 'node:crypto';
import { cellToLatLng, isValidCell } from 'h3-js';
import { demoCity, type DemoCity } from './demo-city.js';

const fingerprint = ({ osm, residents }: DemoCity): string =>
  createHash('sha256')
    .update(JSON.stringify([osm, [...residents]]))
    .digest('hex');

describe(demoCity.name, () => {
  const city = demoCity();
  const { nodes, ways } = city.osm;

  it('is the same for the same seed, and another for another', () => {
    expect(fingerprint(demoCity())).toBe(fingerprint(city));
    expect(fingerprint(demoCity(16))).not.toBe(fingerprint(city));
  });

  it('is inhabited by exactly a million people, on valid cells', () => {
    const people = [...city.residents.values()];
    expect(people.reduce((sum, n) => sum + n, 0)).toBe(1_000_000);
    expect(people.every((n) => Number.isInteger(n) && n >= 0)).toBe(true);
    expect([...city.residents.keys()].every((cell) => isValidCell(cell))).toBe(true);
  });

  it('has a river with few bridges, rings, radial roads, lanes, parks, a railway and named districts', () => {
    const named = (name: string) => ways.filter(({ tags }) => tags?.name === name);
    expect(named('Fiume Chiaro').length).toBe(2);
    expect(named('Viale della Cerchia').length).toBeGreaterThan(0);
    expect(ways.filter(({ tags }) => tags?.highway === 'pedestrian').length).toBeGreaterThan(100);
    expect(ways.filter(({ tags }) => tags?.leisure === 'park').length).toBe(10);
    expect(ways.filter(({ tags }) => tags?.railway === 'rail').length).toBe(1);
    expect(nodes.filter(({ tags }) => tags?.place === 'suburb').length).toBeGreaterThan(30);
  });

  it('joins most of its streets into one network', () => {
    const parent = nodes.map((_, n) => n);
    const find = (n: number): number => {
      while (parent[n] !== n) n = parent[n] = parent[parent[n]!]!;
      return n;
    };
    const streets = ways.filter(({ tags }) => tags?.highway !== undefined);
    for (const { refs } of streets) for (const ref of refs) parent[find(ref - 1)] = find(refs[0]! - 1);
    const onStreets = [...new Set(streets.flatMap(({ refs }) => refs))];
    const sizes = new Map<number, number>();
    for (const ref of onStreets) sizes.set(find(ref - 1), (sizes.get(find(ref - 1)) ?? 0) + 1);
    expect(Math.max(...sizes.values()) / onStreets.length).toBeGreaterThan(0.97);
  });

  it('has people near the centre live closer together than those outside', () => {
    const within = (low: number, high: number): number[] =>
      [...city.residents].flatMap(([cell, people]) => {
        const [lat] = cellToLatLng(cell);
        const km = Math.abs(lat - city.centre.lat) * 111;
        return km >= low && km < high ? [people] : [];
      });
    const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
    expect(mean(within(0, 1))).toBeGreaterThan(2 * mean(within(8, 12)));
  });
});
