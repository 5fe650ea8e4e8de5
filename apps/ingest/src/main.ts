import { NestFactory } from '@nestjs/core';
import { readEnvironment, RedactingLogger } from '#libs/platform';
import { IngestModule } from './ingest.module.js';

const app = await NestFactory.createApplicationContext(IngestModule, {
  logger: new RedactingLogger(readEnvironment().LOG_LEVEL),
});
app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
