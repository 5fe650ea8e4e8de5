import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type CreatePushSubscription,
  createPushSubscriptionSchema,
  idSchema,
  type PushSubscriptionAnswer,
  pushSubscriptionSchema,
  type PushSubscriptions,
  pushSubscriptionsSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { PushSubscriptionService } from '#libs/notices';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('person')
@Controller('api/v1/me/push-subscriptions')
export class PushSubscriptionsController {
  constructor(private readonly subscriptions: PushSubscriptionService) {}

  @Get()
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_push_subscriptions',
    summary: 'The browsers in which I am told',
    description: 'With the key that another browser subscribes with.',
  })
  @ApiAnswer(200, pushSubscriptionsSchema, 'The subscriptions')
  @ApiProblems(503)
  async list(@CurrentActor() actor: Actor): Promise<PushSubscriptions> {
    return this.subscriptions.list(actor);
  }

  @Post()
  @Access('person')
  @ApiOperation({
    operationId: 'subscribe_to_push',
    summary: 'Tells me in this browser',
    description:
      'Takes what PushSubscription.toJSON() gives. The same browser again is the same subscription; whoever used it before is told there no more.',
  })
  @ApiAnswer(201, pushSubscriptionSchema, 'The subscription')
  @ApiProblems(400, 409, 422, 503)
  async subscribe(
    @CurrentActor() actor: Actor,
    @Body({ schema: createPushSubscriptionSchema }) asked: CreatePushSubscription,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<PushSubscriptionAnswer> {
    const subscription = await this.subscriptions.subscribe(actor, asked);
    void reply.header('location', `/api/v1/me/push-subscriptions/${subscription.id}`);
    return subscription;
  }

  @Delete(':subscriptionId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'unsubscribe_from_push',
    summary: 'Tells me in that browser no more',
    description: 'What is on its way there is not sent.',
  })
  @ApiNoContentResponse({ description: 'The subscription is gone' })
  @ApiProblems(400, 404, 503)
  async unsubscribe(
    @CurrentActor() actor: Actor,
    @Param('subscriptionId', { schema: idSchema }) subscriptionId: string,
  ): Promise<void> {
    await this.subscriptions.unsubscribe(actor, subscriptionId);
  }
}
