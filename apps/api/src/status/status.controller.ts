import { setTimeout } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ANONYMOUS, OutboxRepository, UnitOfWork } from '#libs/platform';
import { Access } from '../auth/access.decorator.js';
import { packageVersion } from '../http/package-root.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { DatabaseSilent } from './database-silent.js';

const statusSchema = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Status' });
const PATIENCE_MS = 3000;

@ApiTags('service')
@Controller('status')
export class StatusController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
  ) {}

  @Get()
  @Access('public')
  @ApiOperation({
    operationId: 'show_status',
    summary: 'Whether the service works',
    description: 'Answers ok while the database answers within three seconds.',
  })
  @ApiAnswer(200, statusSchema, 'The service works')
  @ApiProblems(503)
  async show(): Promise<z.infer<typeof statusSchema>> {
    const patience = new AbortController();
    const late = setTimeout(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
      throw new DatabaseSilent();
    });
    try {
      await Promise.race([this.unitOfWork.run(ANONYMOUS, (tx) => this.outbox.head(tx)), late]);
    } finally {
      patience.abort();
      late.catch(() => undefined);
    }
    return { status: 'ok', version: packageVersion };
  }
}
