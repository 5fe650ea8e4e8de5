import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type HubStreamQuery, hubStreamQuerySchema } from '#libs/contracts';
import { HubsService } from '#libs/hubs';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { HubStreams } from './hub-streams.js';

@ApiTags('live')
@Controller('api/v1/streams')
export class StreamsController {
  constructor(
    private readonly streams: HubStreams,
    private readonly hubs: HubsService,
  ) {}

  @Get('hubs')
  @Access('anyone')
  @ApiOperation({
    operationId: 'stream_hubs',
    summary: 'What happens in some hubs, as server-sent events',
    description:
      'Events: claim, for everybody; presence and headCount, for who manages the hub; reset, when what was missed is not kept any more: ' +
      'fetch the state anew. The data of each is JSON.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on after this event' })
  @ApiResponse({
    status: 200,
    description: 'The events',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiProblems(400, 503)
  async follow(
    @CurrentActor() actor: Actor | null,
    @Query({ schema: hubStreamQuerySchema }) { ids }: HubStreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const caller = actor?.personId ?? request.ip;
    this.streams.admit(caller);
    const managed = new Set(actor === null ? [] : (await this.hubs.managedHubs(actor)).items.map((hub) => hub.id));
    reply.hijack();
    await this.streams.open({ caller, hubIds: ids, managed, lastEventId }, reply.raw);
  }
}
