import { Module } from '@nestjs/common';
import { ApiModule } from '#apps/api';
import { IngestModule } from '#apps/ingest';
import { WorkerModule } from '#apps/worker';
import { CommandModule } from '../command.module.js';

/** All of Quindici in one process. */
@Module({ imports: [ApiModule, IngestModule, WorkerModule, CommandModule] })
export class UpModule {}
