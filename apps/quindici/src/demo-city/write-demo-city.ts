import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cellToLatLng } from 'h3-js';
import { type HubDraft, type ResidentCell, toOpeningWindow } from '#libs/hubs';
import { haversineMetres, type LatLon } from '#libs/kernel';
import { osmPbf } from '#libs/travel';
import { demoHubs } from '../metro-import/hubs/demo-hubs.js';
import { namedStreets, type Street } from '../metro-import/hubs/named-streets.js';
import { type DemoCity, demoCity } from './demo-city.js';

const HUBS = 84;
const CENTRE_PULL = 4;
const CENTRE_REACH_M = 1100;

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
    residents: peopleByDay(city),
    streets: namedStreets(streetsOf(city)),
  });
}

/** By day the centre holds several times the people who live there: those who work, study and shop. */
function peopleByDay({ residents, centre }: DemoCity): readonly ResidentCell[] {
  return [...residents].map(([cell, count]) => {
    const [lat, lon] = cellToLatLng(cell);
    const away = haversineMetres(centre, { lat, lon });
    return { cell, residents: count * (1 + CENTRE_PULL * Math.exp(-((away / CENTRE_REACH_M) ** 2))) };
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
