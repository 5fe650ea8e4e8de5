import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  type CreateWebhook,
  createWebhookSchema,
  idSchema,
  type WebhookDeliveryPage,
  webhookDeliveryPageSchema,
  type WebhookPage,
  webhookPageSchema,
  type WebhookSecret,
  webhookSecretSchema,
  type WebhooksQuery,
  webhooksQuerySchema,
} from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { WebhookService } from '#libs/notices';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('webhooks')
@Controller('api/v1/organisations/:organisationId/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhookService) {}

  @Get()
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'list_webhooks',
    summary: 'Where an organisation is told what happens to bookings',
    description: 'Newest first, those that were shut off too. Secrets are not among it.',
  })
  @ApiAnswer(200, webhookPageSchema, 'A page of webhooks')
  @ApiProblems(400, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: webhooksQuerySchema }) query: WebhooksQuery,
  ): Promise<WebhookPage> {
    return this.webhooks.list(caller, organisationId, query);
  }

  @Post()
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'create_webhook',
    summary: 'Tells a program what happens to the bookings in an organisation’s hubs',
    description:
      'Each event is posted as JSON, signed as Standard Webhooks says, at least once and in no certain order: a receiver knows what comes again by ' +
      'webhook-id. It never says who booked. What is not answered with 2xx within ten seconds is tried again for three days.',
  })
  @ApiAnswer(201, webhookSecretSchema, 'The webhook and its secret')
  @ApiProblems(400, 404, 409, 422, 503)
  async create(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Body({ schema: createWebhookSchema }) webhook: CreateWebhook,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<WebhookSecret> {
    const created = await this.webhooks.create(caller, organisationId, webhook);
    void reply.header('location', `/api/v1/organisations/${organisationId}/webhooks/${created.id}`);
    return created;
  }

  @Delete(':webhookId')
  @Access('organisation.administer')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'remove_webhook',
    summary: 'Tells a program no more',
    description: 'What was still to be delivered is dropped, and its record goes.',
  })
  @ApiNoContentResponse({ description: 'It is gone' })
  @ApiProblems(400, 404, 503)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('webhookId', { schema: idSchema }) webhookId: string,
  ): Promise<void> {
    await this.webhooks.remove(caller, organisationId, webhookId);
  }

  @Post(':webhookId/secret')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'rotate_webhook_secret',
    summary: 'Gives a webhook another secret',
    description: 'From the next delivery on it is signed with that alone. The secret is told this once.',
  })
  @ApiAnswer(201, webhookSecretSchema, 'The webhook and its new secret')
  @ApiProblems(400, 404, 503)
  async rotate(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('webhookId', { schema: idSchema }) webhookId: string,
  ): Promise<WebhookSecret> {
    return this.webhooks.rotate(caller, organisationId, webhookId);
  }

  @Get(':webhookId/deliveries')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'list_webhook_deliveries',
    summary: 'What a webhook was told, and what it said',
    description: 'Newest first, for 30 days.',
  })
  @ApiAnswer(200, webhookDeliveryPageSchema, 'A page of deliveries')
  @ApiProblems(400, 404, 503)
  async deliveries(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('webhookId', { schema: idSchema }) webhookId: string,
    @Query({ schema: webhooksQuerySchema }) query: WebhooksQuery,
  ): Promise<WebhookDeliveryPage> {
    return this.webhooks.listDeliveries(caller, organisationId, webhookId, query);
  }

  @Post(':webhookId/deliveries/:deliveryId/replay')
  @Access('organisation.administer')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'replay_webhook_delivery',
    summary: 'Tells a webhook once more',
    description: 'The same body under the same webhook-id, signed anew. A webhook that was shut off is tried again.',
  })
  @ApiResponse({ status: 202, description: 'It will be delivered' })
  @ApiProblems(400, 404, 503)
  async replay(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('webhookId', { schema: idSchema }) webhookId: string,
    @Param('deliveryId', { schema: idSchema }) deliveryId: string,
  ): Promise<void> {
    await this.webhooks.replay(caller, organisationId, webhookId, deliveryId);
  }
}
