import type { INestApplicationContext, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { apiAdapter, configureApi, listenApi } from '#apps/api';
import { type Environment, RedactingLogger } from '#libs/platform';
import { UpModule } from './up.module.js';

export interface StartedServer {
  readonly services: INestApplicationContext;
  /** Answers from now on. @returns where */
  open(): Promise<URL>;
  close(): Promise<void>;
}

/** Brings the services to life; the doors stay shut until `open`. */
export async function startServer(environment: Environment): Promise<StartedServer> {
  const options: NestApplicationOptions = { logger: new RedactingLogger('warn') };
  const app = await NestFactory.create<NestFastifyApplication>(UpModule, apiAdapter(environment), options);
  await configureApi(app);
  await app.init();
  return {
    services: app,
    open: async () => (await listenApi(app, environment.PORT, environment.HOST)).url,
    close: () => app.close(),
  };
}
