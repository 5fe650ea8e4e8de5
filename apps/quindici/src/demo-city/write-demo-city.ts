import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HubDraft, toOpeningWindow } from '#libs/hubs';
import type { LatLon } from '#libs/kernel';
import { osmPbf } from '#libs/travel';
import { demoHubs } from '../metro-import/hubs/demo-hubs.js';
import { namedStreets, type Street } from '../metro-import/hubs/named-streets.js';
import { type DemoCity, demoCity } from './demo-city.js';

const HUBS = 84;

export interface DemoCityFiles {
  readonly name: string;
  readonly osm: string;
  readonly population: string;
  readonly hubs: string;
}

/** Writes the made-up city as the files that a real city would come in. */
export async function writeDemoCity(folder: string): Promise<DemoCityFiles> {
  const city = demoCity();
  const files = {
    name: city.name,
    osm: join(folder, 'demo.osm.pbf'),
    population: join(folder, 'population.csv'),
    hubs: join(folder, 'hubs.geojson'),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(files.osm, osmPbf(city.osm));
  await writeFile(files.population, populationCsv(city));
  await writeFile(files.hubs, JSON.stringify(hubsGeoJson(hubsOf(city))));
  return files;
}

function populationCsv({ residents }: DemoCity): string {
  return `${['cell,residents', ...[...residents].map(([cell, count]) => `${cell},${count}`)].join('\n')}\n`;
}

function hubsOf(city: DemoCity): readonly HubDraft[] {
  return demoHubs({
    count: HUBS,
    metro: city.name,
    seed: city.name,
    residents: [...city.residents].map(([cell, residents]) => ({ cell, residents })),
    streets: namedStreets(streetsOf(city)),
  });
}

function* streetsOf({ osm: { nodes, ways } }: DemoCity): Generator<Street> {
  const byId = new Map<number, LatLon>(nodes.map((node) => [node.id, node]));
  for (const { refs, tags } of ways)
    if (tags?.['highway'] !== undefined) yield { tags, points: refs.map((ref) => byId.get(ref)!) };
}

function hubsGeoJson(hubs: readonly HubDraft[]): object {
  return {
    type: 'FeatureCollection',
    features: hubs.map(({ lat, lon, organisation, openingWindows, ...hub }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: {
        ...hub,
        organisation: organisation.name,
        organisation_kind: organisation.kind,
        opening_windows: openingWindows.map(toOpeningWindow),
      },
    })),
  };
}
