import { createHash } from 'node:crypto';
import { Test } from '@nestjs/testing';

/*
 * The same API without what is measured: whoever calls is one known person, without a session to look up; statements, prepared alike, run by
 * themselves, as the owner of the tables, whom row-level security does not bind.
 */
const dist = (path) => import(new URL(`../../../dist/${path}`, import.meta.url));
const { ApiModule, apiAdapter, CallerReader, configureApi, listenApi } = await dist('apps/api/src/index.js');
const { Actor } = await dist('libs/identity/src/index.js');
const { readEnvironment, UnitOfWork } = await dist('libs/platform/src/index.js');
const { DataSource } = await import('typeorm');

const environment = readEnvironment();
const actor = new Actor(process.env.BENCH_PERSON, 'Bench', []);
const module = await Test.createTestingModule({ imports: [ApiModule] })
  .overrideProvider(CallerReader)
  .useValue({ read: async () => actor })
  .overrideProvider(UnitOfWork)
  .useFactory({
    inject: [DataSource],
    factory: (source) => ({
      run: (context, work) =>
        work({
          actor: context,
          wakeReaders: () => undefined,
          query: async (text, values = []) => {
            const name = createHash('sha256').update(text).digest('base64url');
            return (await source.driver.master.query({ name, text, values })).rows;
          },
        }),
    }),
  })
  .compile();
const app = module.createNestApplication(apiAdapter(environment), { logger: ['error', 'warn'] });
await configureApi(app);
app.enableShutdownHooks(['SIGTERM']);
await listenApi(app, environment.PORT, environment.HOST);
