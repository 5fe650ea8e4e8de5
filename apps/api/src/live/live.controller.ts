import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { idSchema, type LiveHub, liveHubSchema } from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { LiveService } from '#libs/occupancy';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('live')
@Controller('api/v1/hubs')
export class LiveController {
  constructor(private readonly hubs: LiveService) {}

  @Get(':hubId/live')
  @Access('hub.watch')
  @ApiOperation({
    operationId: 'show_live_hub',
    summary: 'A hub as it is now',
    description: 'For who manages it: each desk with its booking set against its sensor, and the people in the hub.',
  })
  @ApiAnswer(200, liveHubSchema, 'The hub now')
  @ApiProblems(400, 403, 404, 503)
  async show(@CurrentCaller() caller: Caller, @Param('hubId', { schema: idSchema }) hubId: string): Promise<LiveHub> {
    return this.hubs.live(caller, hubId);
  }
}
