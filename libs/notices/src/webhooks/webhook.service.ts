import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  CreateWebhook,
  Webhook,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookSecret,
  WebhooksQuery,
} from '#libs/contracts';
import { Actor, AuditTrail, type Caller, NotAllowed, requireInOrganisation } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import { onBehalfOf, pageOfRows, type Tx, UnitOfWork } from '#libs/platform';
import { DeliveryNotFound, TooManyWebhooks, WebhookAddressRefused, WebhookNotFound } from '../notice-errors.js';
import { OutboundHttp } from '../outbound/outbound-http.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { type StoredWebhook, WebhookRepository } from '../persistence/webhook.repository.js';
import { secretText } from './sign.js';
import { TRIED_FOR } from './webhook-queue.js';

const SECRET_BYTES = 32;
/** Each hears each change: more than anybody needs, and few enough to be told. */
const MOST = 20;

/** The webhooks of an organisation, for those who administer it. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly http: OutboundHttp,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NotAllowed */
  async list(caller: Caller, organisationId: string, { cursor, limit }: WebhooksQuery): Promise<WebhookPage> {
    requireInOrganisation(caller, 'organisation.administer', organisationId);
    const found = await this.unitOfWork.run(caller.context, (tx) =>
      this.webhooks.page(tx, organisationId, cursor ?? null, limit + 1),
    );
    return pageOfRows(found, limit, toAnswer, ({ id }) => id);
  }

  /**
   * @returns the webhook with its secret, which nobody is told again
   * @throws NotAllowed, WebhookAddressRefused, TooManyWebhooks
   */
  async create(caller: Caller, organisationId: string, { url, events }: CreateWebhook): Promise<WebhookSecret> {
    const actor = personWhoAdministers(caller, organisationId);
    const fault = this.http.faultOf(url);
    if (fault !== null) throw new WebhookAddressRefused(fault);
    const createdAt = this.clock.now().round('millisecond');
    const webhook: StoredWebhook = {
      id: newId(),
      organisationId,
      url,
      events: [...new Set(events)],
      active: true,
      failingSince: null,
      createdAt,
    };
    const secret = randomBytes(SECRET_BYTES);
    // The secret is written where no right of the caller's reaches.
    await this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
      if ((await this.webhooks.count(tx, organisationId)) >= MOST) throw new TooManyWebhooks(MOST);
      await this.webhooks.insert(tx, webhook);
      await this.webhooks.keepSecret(tx, organisationId, webhook.id, secret);
      await this.tell(tx, 'webhook.created', webhook, { host: new URL(url).host, events: webhook.events });
    });
    return { ...toAnswer(webhook), secret: secretText(secret) };
  }

  /** With all that was to be delivered. @throws NotAllowed, WebhookNotFound */
  async remove(caller: Caller, organisationId: string, webhookId: string): Promise<void> {
    requireInOrganisation(caller, 'organisation.administer', organisationId);
    await this.unitOfWork.run(caller.context, async (tx) => {
      const webhook = await this.locked(tx, organisationId, webhookId);
      await this.webhooks.remove(tx, organisationId, webhookId);
      await this.tell(tx, 'webhook.removed', webhook);
    });
  }

  /** From the next delivery on it is signed with the new secret. @throws NotAllowed, WebhookNotFound */
  async rotate(caller: Caller, organisationId: string, webhookId: string): Promise<WebhookSecret> {
    const actor = personWhoAdministers(caller, organisationId);
    const secret = randomBytes(SECRET_BYTES);
    return this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
      const webhook = await this.locked(tx, organisationId, webhookId);
      await this.webhooks.keepSecret(tx, organisationId, webhookId, secret);
      await this.tell(tx, 'webhook.secret-rotated', webhook);
      return { ...toAnswer(webhook), secret: secretText(secret) };
    });
  }

  /** @throws NotAllowed, WebhookNotFound */
  async listDeliveries(
    caller: Caller,
    organisationId: string,
    webhookId: string,
    { cursor, limit }: WebhooksQuery,
  ): Promise<WebhookDeliveryPage> {
    requireInOrganisation(caller, 'organisation.administer', organisationId);
    const found = await this.unitOfWork.run(caller.context, async (tx) => {
      await this.locked(tx, organisationId, webhookId);
      return this.deliveries.page(tx, organisationId, webhookId, cursor ?? null, limit + 1);
    });
    return pageOfRows(
      found,
      limit,
      (delivery) => delivery,
      ({ id }) => id,
    );
  }

  /** Delivers once more, under the same id; a webhook that was shut off is tried again. @throws NotAllowed, WebhookNotFound, DeliveryNotFound */
  async replay(caller: Caller, organisationId: string, webhookId: string, deliveryId: string): Promise<void> {
    requireInOrganisation(caller, 'organisation.administer', organisationId);
    const now = this.clock.now();
    await this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const webhook = await this.locked(tx, organisationId, webhookId);
      const key = { organisationId, webhookId, id: deliveryId };
      if (!(await this.deliveries.replay(tx, key, now, now.add(TRIED_FOR)))) throw new DeliveryNotFound();
      if (!webhook.active) await this.webhooks.activate(tx, organisationId, webhookId);
      await this.tell(tx, 'webhook.delivery-replayed', webhook, { deliveryId });
    });
  }

  private async locked(tx: Tx, organisationId: string, webhookId: string): Promise<StoredWebhook> {
    const webhook = await this.webhooks.lock(tx, organisationId, webhookId);
    if (webhook === undefined) throw new WebhookNotFound();
    return webhook;
  }

  private tell(
    tx: Tx,
    action: string,
    { id, organisationId }: StoredWebhook,
    detail: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<void> {
    return this.audit.done(tx, { action, organisationId, object: `webhook/${id}`, detail });
  }
}

/** A stolen token must not lay a line out of the organisation that outlives it. */
function personWhoAdministers(caller: Caller, organisationId: string): Actor {
  requireInOrganisation(caller, 'organisation.administer', organisationId);
  if (!(caller instanceof Actor)) throw new NotAllowed('Only a person may hand out secrets');
  return caller;
}

const toAnswer = ({ id, url, events, active, failingSince, createdAt }: StoredWebhook): Webhook => ({
  id,
  url,
  events: [...events],
  active,
  failingSince: failingSince?.toString() ?? null,
  createdAt: createdAt.toString(),
});
