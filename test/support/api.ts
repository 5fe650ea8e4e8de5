import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule, apiAdapter, configureApi, listenApi } from '#apps/api';
import { Clock, SystemClock } from '#libs/kernel';
import { ENVIRONMENT, readEnvironment, RedactingLogger } from '#libs/platform';

export interface TestApi {
  readonly url: string;
  /** The same on the loopback, where PUBLIC_URL names another host */
  readonly local: string;
  readonly app: NestFastifyApplication;
  stop(): Promise<void>;
}

export interface ApiOptions {
  readonly databaseUrl: string;
  /** With the demo identity provider */
  readonly demo?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly port?: number;
  /** How long a request may take to come in */
  readonly arrivalMs?: number;
  /** Filled with every route that is served, as `get /api/v1/hubs/{hubId}` */
  readonly routes?: string[];
}

/** The real API on a free port of the loopback. */
export async function startApi({
  databaseUrl,
  demo = true,
  environment = {},
  clock = new SystemClock(),
  port = 0,
  arrivalMs,
  routes = [],
}: ApiOptions): Promise<TestApi> {
  const settings = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    AUTH_DEMO: demo ? '1' : '0',
    // A suite asks more from one address than a neighbourhood does.
    RATE_LIMIT: 'off',
    ...environment,
  });
  const module = await Test.createTestingModule({ imports: [ApiModule] })
    .overrideProvider(ENVIRONMENT)
    .useValue(settings)
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    apiAdapter({ ...settings, ...(arrivalMs === undefined ? {} : { arrivalMs }) }),
    {
      logger: new RedactingLogger('warn'),
    },
  );
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      const methods = Array.isArray(method) ? method : [method];
      routes.push(...methods.map((name) => `${name.toLowerCase()} ${url.replaceAll(/:(\w+)/g, '{$1}')}`));
    });
  await configureApi(app);
  const publicUrl = await listenApi(app, port, '127.0.0.1');
  return { url: publicUrl.url.origin, local: publicUrl.local.origin, app, stop: () => app.close() };
}
export { signIn, signInWith, type PersonaId } from './sign-in.js';
