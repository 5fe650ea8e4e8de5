import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ENVIRONMENT, readEnvironment } from '#libs/platform';
import { CommandModule } from '#apps/quindici';
import type { TestDatabase } from './databases.js';

export interface CommandServices {
  readonly services: INestApplicationContext;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/** What the command line works with, on a database of the test's own and a data folder of its own. */
export async function commandServices(
  db: TestDatabase,
  variables: Readonly<Record<string, string>> = {},
): Promise<CommandServices> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'quindici-'));
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: db.url,
    DATABASE_EMBEDDED: db.embedded ? '1' : '0',
    DATABASE_POOL: '4',
    DATA_DIR: dataFolder,
    ...variables,
  });
  const module = await Test.createTestingModule({ imports: [CommandModule] })
    .overrideProvider(ENVIRONMENT)
    .useValue(environment)
    .compile();
  await module.init();
  return {
    services: module,
    dataFolder,
    close: async () => {
      await module.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
