import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { MetrosService } from '#libs/hubs';
import { slugOf } from '#libs/kernel';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { importMetro } from '../metro-import/import-metro.js';
import { CITY } from './names.js';
import { writeDemoCity } from './write-demo-city.js';

/** Runs a step and says that it does. */
export type During = <T>(title: string, work: () => Promise<T>) => Promise<T>;

const ATTRIBUTION = `${CITY}, città inventata / made-up city`;

/** Makes the demo city unless it is there: drawn, written as files, and imported as any other city. */
export async function ensureDemoCity(services: INestApplicationContext, during: During): Promise<void> {
  const { DATA_DIR } = services.get<Environment>(ENVIRONMENT, { strict: false });
  const metros = await services.get(MetrosService, { strict: false }).all();
  const there = metros.find(({ slug }) => slug === slugOf(CITY));
  if (there !== undefined && existsSync(join(DATA_DIR, there.network.folder))) return;
  const folder = join(DATA_DIR, 'demo-city');
  const { name, ...files } = await during('Drawing the demo city', () => writeDemoCity(folder));
  const args = { ...files, name, slug: slugOf(name), attribution: ATTRIBUTION, equip: true };
  await during('Importing the demo city', () => importMetro(services, args, () => undefined));
  await rm(folder, { recursive: true, force: true });
}
