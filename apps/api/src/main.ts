import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertDemoAllowed } from '#libs/identity';
import { type Environment, readEnvironment, RedactingLogger } from '#libs/platform';
import { ApiModule } from './api.module.js';
import { apiAdapter, configureApi, listenApi } from './configure-api.js';

Logger.overrideLogger(new RedactingLogger());

async function serve(environment: Environment): Promise<void> {
  assertDemoAllowed(environment);
  const options = { logger: new RedactingLogger(environment.LOG_LEVEL), abortOnError: false };
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
