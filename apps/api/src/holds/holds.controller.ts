import { Body, Controller, Delete, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HoldService } from '#libs/booking';
import { type CreateHold, createHoldSchema, type Hold, holdSchema, idSchema } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1/hubs/:hubId/holds')
export class HoldsController {
  constructor(private readonly holds: HoldService) {}

  @Post()
  @Access('anyone')
  @ApiOperation({
    operationId: 'hold_desks',
    summary: 'Holds up to three desks for some minutes',
    description:
      'Nobody needs to be signed in: whoever has the secret can book what is held with POST /bookings, so a desk is kept while somebody signs in. What is not booked in time is free again.',
  })
  @ApiAnswer(201, holdSchema, 'The hold, with its secret: it is told once')
  @ApiProblems(400, 404, 409, 422, 503)
  async hold(
    @CurrentActor() actor: Actor | null,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Body({ schema: createHoldSchema }) request: CreateHold,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Hold> {
    const hold = await this.holds.hold(actor, hubId, request);
    void reply
      .header('location', `/api/v1/hubs/${hubId.toLowerCase()}/holds/${hold.id}`)
      .header('cache-control', 'no-store');
    return hold;
  }

  @Delete(':holdId')
  @Access('anyone')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'give_back_hold',
    summary: 'Gives back what is held',
    description: 'It is free at once. Giving back what has run out or is booked changes nothing.',
  })
  @ApiHeader({
    name: 'Hold-Secret',
    required: false,
    description: 'Unless the hold is one’s own',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
  })
  @ApiNoContentResponse({ description: 'It is given back' })
  @ApiProblems(400, 404, 503)
  async giveBack(
    @CurrentActor() actor: Actor | null,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('holdId', { schema: idSchema }) holdId: string,
    @Headers('hold-secret') secret: string | undefined,
  ): Promise<void> {
    await this.holds.giveBack(actor, hubId, holdId, secret);
  }
}
