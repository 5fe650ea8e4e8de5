import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { WaitingListService } from '#libs/booking';
import {
  idSchema,
  type JoinWaitingList,
  joinWaitingListSchema,
  type WaitingEntry,
  waitingEntrySchema,
  type WaitingList,
  waitingListSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1')
export class WaitingController {
  constructor(private readonly waiting: WaitingListService) {}

  @Post('hubs/:hubId/waiting-list')
  @Access('person')
  @ApiOperation({
    operationId: 'join_waiting_list',
    summary: 'Waits for a desk to become free',
    description:
      'What is given back is held for the first in line whom it suits, for some minutes, before anybody else can book it; then for the next. What is free by now is offered at once.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Sent again with the same request within a day, it takes no second place in line',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiAnswer(201, waitingEntrySchema, 'The place in line')
  @ApiProblems(400, 404, 409, 422, 503)
  async join(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Body({ schema: joinWaitingListSchema }) request: JoinWaitingList,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<WaitingEntry> {
    const entry = await this.waiting.join(actor, hubId, request, key);
    void reply.header('location', `/api/v1/hubs/${entry.hub.id}/waiting-list/${entry.id}`);
    return entry;
  }

  @Get('me/waiting-list')
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_waiting',
    summary: 'What the caller waits for',
    description: 'Open places in line and offers first, then those that are over, the latest first.',
  })
  @ApiAnswer(200, waitingListSchema, 'The places in line')
  @ApiProblems(503)
  async mine(@CurrentActor() actor: Actor): Promise<WaitingList> {
    return this.waiting.mine(actor);
  }

  @Delete('hubs/:hubId/waiting-list/:entryId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'leave_waiting_list',
    summary: 'Leaves the line, or declines what is offered',
    description: 'What was offered goes to the next one. Leaving again changes nothing.',
  })
  @ApiNoContentResponse({ description: 'The caller does not wait any more' })
  @ApiProblems(400, 404, 503)
  async leave(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('entryId', { schema: idSchema }) entryId: string,
  ): Promise<void> {
    await this.waiting.leave(actor, hubId, entryId);
  }
}
