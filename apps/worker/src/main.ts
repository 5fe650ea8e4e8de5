import { NestFactory } from '@nestjs/core';
import { readEnvironment, RedactingLogger } from '#libs/platform';
import { WorkerModule } from './worker.module.js';

const app = await NestFactory.createApplicationContext(WorkerModule, {
  logger: new RedactingLogger(readEnvironment().LOG_LEVEL),
});
app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
