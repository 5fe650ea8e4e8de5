import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { ApiModule } from './api.module.js';
import { apiAdapter, configureApi, listenApi } from './configure-api.js';

const app = await NestFactory.create<NestFastifyApplication>(ApiModule, apiAdapter(), { bufferLogs: false });
await configureApi(app);
app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
const { HOST, PORT } = app.get<Environment>(ENVIRONMENT);
const publicUrl = await listenApi(app, PORT, HOST);
new Logger('Api').log(`Listening on ${publicUrl.url.origin}`);
