import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { apiAdapter, configureApi, listenApi } from '#apps/api';
import { UpModule } from './up.module.js';

export interface StartedServer {
  readonly services: INestApplicationContext;
  /** Answers from now on. @returns where */
  open(): Promise<URL>;
  close(): Promise<void>;
}

/** Brings the services to life; the doors stay shut until `open`. */
export async function startServer(host: string, port: number): Promise<StartedServer> {
  const app = await NestFactory.create<NestFastifyApplication>(UpModule, apiAdapter(), { logger: ['error', 'warn'] });
  await configureApi(app);
  await app.init();
  return {
    services: app,
    open: async () => (await listenApi(app, port, host)).url,
    close: () => app.close(),
  };
}
