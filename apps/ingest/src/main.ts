import { NestFactory } from '@nestjs/core';
import { IngestModule } from './ingest.module.js';

const app = await NestFactory.createApplicationContext(IngestModule);
app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
