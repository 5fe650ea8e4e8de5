import { gridDisk, cellToLatLng, latLngToCell } from 'h3-js';
import { haversineMetres } from '#libs/kernel';
import { demoHubs } from './demo-hubs.js';

const middle = latLngToCell(44.49, 11.34, 9);
const cells = gridDisk(middle, 12);
const streets = new Map(
  cells.map((cell, i) => {
    const [lat, lon] = cellToLatLng(cell);
    return [cell, [{ street: `Via ${i}`, lat, lon }]] as const;
  }),
);
const wish = { count: 40, metro: 'Test', seed: 'test', residents: [], streets };

describe(demoHubs.name, () => {
  it('makes as many hubs as asked for, the same for the same wish', () => {
    expect(demoHubs(wish)).toHaveLength(40);
    expect(demoHubs(wish)).toEqual(demoHubs(wish));
  });

  it('mixes the kinds and gives each hub a name and a slug of its own', () => {
    const hubs = demoHubs(wish);
    expect(new Set(hubs.map(({ kind }) => kind)).size).toBe(7);
    expect(new Set(hubs.map(({ name }) => name)).size).toBe(40);
    expect(new Set(hubs.map(({ slug }) => slug)).size).toBe(40);
    const school = hubs.find(({ kind }) => kind === 'school')!;
    expect(new Set(school.openingWindows.map(({ community }) => community))).toEqual(new Set(['public', 'school']));
  });

  it('stands them on streets, apart from each other', () => {
    const hubs = demoHubs(wish);
    for (const [i, hub] of hubs.entries())
      for (const other of hubs.slice(i + 1)) expect(haversineMetres(hub, other)).toBeGreaterThan(100);
    expect(
      hubs.every(({ address, lat, lon }) =>
        streets.get(latLngToCell(lat, lon, 9))!.some(({ street }) => address.startsWith(street)),
      ),
    ).toBe(true);
  });

  it('follows the residents where they are known', () => {
    const east = new Set(cells.filter((cell) => cellToLatLng(cell)[1] > 11.34));
    const residents = cells.map((cell) => ({ cell, residents: east.has(cell) ? 1000 : 0.001 }));
    const hubs = demoHubs({ ...wish, count: 20, residents });
    expect(hubs.filter(({ lon }) => lon > 11.34).length).toBeGreaterThanOrEqual(15);
  });

  it('makes fewer where there are not places enough', () => {
    const few = new Map([...streets].slice(0, 3));
    expect(demoHubs({ ...wish, streets: few }).length).toBeLessThanOrEqual(3);
  });
});
