import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { MetrosService } from '#libs/hubs';
import { slugOf } from '#libs/kernel';
import { osmPbf } from '#libs/travel';
import { importMetro } from '../metro-import/import-metro.js';
import { demoCity } from './demo-city.js';

const HUBS = 64;

/** Gives a deployment without any metro the demo city, by the same way as a real one: as files that are imported. */
export async function ensureDemoCity(
  services: INestApplicationContext,
  during: <T>(title: string, work: () => Promise<T>) => Promise<T>,
): Promise<void> {
  const metros = await services.get(MetrosService, { strict: false }).all();
  if (metros.length > 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'quindici-demo-city-'));
  try {
    const files = { osm: join(folder, 'demo.osm.pbf'), population: join(folder, 'population.csv') };
    const name = await during('Drawing a demo city', () => drawInto(files));
    await during('Importing it', () =>
      importMetro(
        services,
        { name, slug: slugOf(name), ...files, demoHubs: HUBS, attribution: 'Made-up city' },
        () => undefined,
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function drawInto(files: { readonly osm: string; readonly population: string }): Promise<string> {
  const city = demoCity();
  await writeFile(files.osm, osmPbf(city.osm));
  await writeFile(
    files.population,
    ['cell,residents', ...[...city.residents].map(([cell, people]) => `${cell},${people}`)].join('\n'),
  );
  return city.name;
}
