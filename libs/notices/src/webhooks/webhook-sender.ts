import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/identity';
import { Clock, Temporal } from '#libs/kernel';
import { type RemovalId, type Remover, SYSTEM, UnitOfWork } from '#libs/platform';
import { nextDelivery } from '../domain/back-off.js';
import { AddressRefused, OutboundHttp } from '../outbound/outbound-http.js';
import {
  type DeliveryOutcome,
  type LeasedDelivery,
  WebhookDeliveryRepository,
} from '../persistence/webhook-delivery.repository.js';
import { WebhookRepository } from '../persistence/webhook.repository.js';
import { signedHeaders } from './sign.js';
import { MAY_FAIL_FOR } from './webhook-queue.js';

const BATCH = 20;
const LEASE = Temporal.Duration.from({ minutes: 1 });
/** The receiver wants no more (Standard Webhooks). */
const GONE = 410;

/** Delivers what is due, at least once: a receiver knows what comes again by its `webhook-id`. */
@Injectable()
export class WebhookSender {
  readonly removers: Readonly<Record<Extract<RemovalId, 'webhook-deliveries'>, Remover>>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly http: OutboundHttp,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {
    this.removers = { 'webhook-deliveries': (tx, before) => deliveries.forget(tx, before) };
  }

  /** @returns how many deliveries were tried */
  async send(): Promise<number> {
    let total = 0;
    let tried: number;
    do {
      const now = this.clock.now();
      const leased = await this.unitOfWork.run(SYSTEM, (tx) => this.deliveries.lease(tx, now, now.add(LEASE), BATCH));
      await Promise.all(leased.map((delivery) => this.deliver(delivery)));
      tried = leased.length;
      total += tried;
    } while (tried === BATCH);
    return total;
  }

  private async deliver(delivery: LeasedDelivery): Promise<void> {
    const { outcome, wantsNoMore } = await this.tryToDeliver(delivery);
    const now = this.clock.now();
    const { organisationId, webhookId } = delivery;
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      await this.deliveries.settle(tx, delivery, outcome, now);
      if (outcome.state === 'delivered') return this.webhooks.succeeded(tx, organisationId, webhookId);
      const since = wantsNoMore ? now : now.subtract(MAY_FAIL_FOR);
      if (!(await this.webhooks.failed(tx, organisationId, webhookId, now, since))) return;
      const detail = { reason: wantsNoMore ? 'gone' : 'failing' };
      await this.audit.done(tx, { action: 'webhook.shut-off', organisationId, object: `webhook/${webhookId}`, detail });
    });
  }

  private async tryToDeliver(
    delivery: LeasedDelivery,
  ): Promise<{ readonly outcome: DeliveryOutcome; readonly wantsNoMore: boolean }> {
    const { id, secret, body, url } = delivery;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Quindici-Webhooks/1',
      ...signedHeaders(secret, id, this.clock.now(), body),
    };
    try {
      const { status, body: answer } = await this.http.post(url, headers, body);
      if (status >= 200 && status < 300)
        return { outcome: { state: 'delivered', status, error: null, answer, dueAt: null }, wantsNoMore: false };
      const error = `the receiver says ${status}`;
      const wantsNoMore = status === GONE;
      return { outcome: { ...this.again(delivery, wantsNoMore), status, error, answer }, wantsNoMore };
    } catch (error) {
      const refused = error instanceof AddressRefused;
      const reason = error instanceof Error ? error.message : String(error);
      return {
        outcome: { ...this.again(delivery, refused), status: null, error: reason, answer: null },
        wantsNoMore: false,
      };
    }
  }

  private again({ attempts, giveUpAt }: LeasedDelivery, final: boolean): Pick<DeliveryOutcome, 'state' | 'dueAt'> {
    const now = this.clock.now();
    if (final || Temporal.Instant.compare(now, giveUpAt) >= 0) return { state: 'failed', dueAt: null };
    const next = nextDelivery(now, attempts);
    return { state: 'queued', dueAt: Temporal.Instant.compare(next, giveUpAt) < 0 ? next : giveUpAt };
  }
}
