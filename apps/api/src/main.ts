import { Logger, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertDemoAllowed } from '#libs/identity';
import { type Environment, readEnvironment } from '#libs/platform';
import { ApiModule } from './api.module.js';
import { apiAdapter, configureApi, listenApi } from './configure-api.js';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
const upTo = (level: LogLevel): LogLevel[] => LEVELS.slice(0, LEVELS.indexOf(level) + 1);

async function serve(environment: Environment): Promise<void> {
  assertDemoAllowed(environment);
  const options = { logger: upTo(environment.LOG_LEVEL), abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule, apiAdapter(environment), options);
  await configureApi(app);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
  const publicUrl = await listenApi(app, environment.PORT, environment.HOST);
  new Logger('Api').log(`Listening on port ${publicUrl.local.port}, for people at ${publicUrl.url.origin}`);
}

try {
  await serve(readEnvironment());
} catch (error) {
  new Logger('Api').fatal(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
