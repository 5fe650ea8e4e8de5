import { Injectable } from '@nestjs/common';
import { type WebhookEvent, webhookEvents } from '#libs/contracts';
import { Clock, newId, Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { ToldChange } from '../domain/plan-notices.js';
import type { BookingKey, ToldBooking } from '../persistence/told-booking.repository.js';
import { WebhookDeliveryRepository } from '../persistence/webhook-delivery.repository.js';
import { WebhookRepository } from '../persistence/webhook.repository.js';

/** Longer than a webhook may fail until it is shut off, so that the last try of one delivery can be what shuts it off. */
export const TRIED_FOR = Temporal.Duration.from({ hours: 75 });
export const MAY_FAIL_FOR = Temporal.Duration.from({ hours: 72 });
const KNOWN: ReadonlySet<string> = new Set(webhookEvents);

export interface Told {
  readonly change: ToldChange;
  readonly toldAt: Temporal.Instant;
}

/** Lays out a delivery for each webhook that wants to hear of a change: which booking, where and when, and never whose. */
@Injectable()
export class WebhookQueue {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly clock: Clock,
  ) {}

  async queue(tx: Tx, told: readonly Told[], find: (key: BookingKey) => ToldBooking | undefined): Promise<void> {
    const organisations = new Set(told.flatMap(({ change }) => find(change)?.facts.organisationId ?? []));
    const webhooks = await this.webhooks.activeOf(tx, [...organisations]);
    if (webhooks.length === 0) return;
    const deliveries = told.flatMap(({ change, toldAt }) => {
      const booking = find(change);
      const type = `booking.${change.change}` as WebhookEvent;
      if (booking === undefined || !KNOWN.has(type)) return [];
      const { organisationId } = booking.facts;
      const event = `${type} ${change.bookingId} ${change.position}`;
      const body = bodyOf(type, toldAt, change, booking);
      return webhooks
        .filter((webhook) => webhook.organisationId === organisationId && webhook.events.includes(type))
        .map(({ id: webhookId }) => ({ organisationId, id: newId(), webhookId, event, type, body }));
    });
    const now = this.clock.now();
    await this.deliveries.queue(tx, deliveries, now, now.add(TRIED_FOR));
  }
}

/** As Standard Webhooks has it: type, timestamp and data. */
function bodyOf(
  type: WebhookEvent,
  toldAt: Temporal.Instant,
  { by, successor }: ToldChange,
  booking: ToldBooking,
): string {
  const { hubId, bookingId, bookables, facts } = booking;
  const data = { hubId, bookingId, from: facts.from, to: facts.to, bookables, by, successor: successor ?? null };
  return JSON.stringify({ type, timestamp: toldAt.toString({ smallestUnit: 'millisecond' }), data });
}
