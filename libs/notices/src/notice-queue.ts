import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { idSchema, type NoticeChannelName } from '#libs/contracts';
import { Clock, newId, Temporal } from '#libs/kernel';
import { OutboxCursorRepository, SYSTEM, type ToldEvent, type Tx, UnitOfWork } from '#libs/platform';
import { NOTICE_CHANNELS, type NoticeChannel } from './channels/notice-channel.js';
import { concernOf } from './domain/notice-facts.js';
import { type PlannedNotice, planNotices, type ToldChange } from './domain/plan-notices.js';
import { dueAt } from './domain/quiet-hours.js';
import { type NewNotice, NoticeRepository } from './persistence/notice.repository.js';
import type { ToldBooking } from './persistence/told-booking.repository.js';
import { type Recipient, RecipientRepository } from './persistence/recipient.repository.js';
import { keyOf, ToldThings } from './told-things.js';
import { WebhookQueue } from './webhooks/webhook-queue.js';

const READER = 'notices';
const BATCH = 200;

const bookingKey = z.object({ hubId: idSchema, bookingId: idSchema });
const changeShape = bookingKey.extend({
  change: z.enum([
    'confirmed',
    'requested',
    'refused',
    'expired',
    'moved',
    'superseded',
    'extended',
    'cancelled',
    'released',
    'restored',
    'series',
  ]),
  by: z.enum(['person', 'agent', 'manager', 'system']),
  ofSeries: z.boolean().optional(),
  successor: bookingKey.optional(),
});
const offerShape = z.object({ hubId: idSchema, entryId: idSchema, change: z.literal('offered') });

/** Turns what the outbox tells of bookings into notices and deliveries. What was read and what came of it are one transaction. */
@Injectable()
export class NoticeQueue {
  private readonly names: readonly NoticeChannelName[];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cursor: OutboxCursorRepository,
    private readonly things: ToldThings,
    private readonly recipients: RecipientRepository,
    private readonly notices: NoticeRepository,
    private readonly webhooks: WebhookQueue,
    private readonly clock: Clock,
    @Inject(NOTICE_CHANNELS) channels: readonly NoticeChannel[],
  ) {
    this.names = channels.filter(({ lacks }) => lacks === null).map(({ name }) => name);
  }

  /** Reads all that is told until now. @returns how many events; 0 when another process is reading */
  async fill(): Promise<number> {
    let total = 0;
    let read: number;
    do {
      read = await this.unitOfWork.run(SYSTEM, (tx) => this.fillOnce(tx));
      total += read;
    } while (read === BATCH);
    return total;
  }

  private async fillOnce(tx: Tx): Promise<number> {
    const events = (await this.cursor.next(tx, READER, BATCH)) ?? [];
    const told = events.flatMap(changeOf);
    if (told.length === 0) return events.length;
    const changes = told.map(({ change }) => change);
    const found = await this.things.find(tx, changes);
    await this.webhooks.queue(tx, told, (key) => found.get(keyOf(key)));
    await this.queue(tx, changes, found);
    return events.length;
  }

  private async queue(tx: Tx, changes: readonly ToldChange[], found: ReadonlyMap<string, ToldBooking>): Promise<void> {
    const personOf = (change: ToldChange): string | undefined => found.get(keyOf(change))?.personId ?? undefined;
    const planned = planNotices(changes, personOf);
    const recipients = await this.recipients.find(tx, [...new Set(planned.map(({ change }) => personOf(change)!))]);
    const now = this.clock.now();
    const notices = planned.flatMap((notice) => {
      const recipient = recipients.get(personOf(notice.change)!);
      const shown = found.get(keyOf(notice.shown));
      return recipient === undefined || shown === undefined ? [] : this.noticesFor(notice, recipient, shown, now);
    });
    await this.notices.queue(tx, notices, now);
  }

  private noticesFor(
    { change, more, own }: PlannedNotice,
    recipient: Recipient,
    shown: ToldBooking,
    now: Temporal.Instant,
  ): NewNotice[] {
    const { personId, quiet, confirmed, channels } = recipient;
    const wanted = this.names.filter((name) => channels.has(name) && !(own && name !== 'email'));
    const facts = more === 0 ? shown.facts : { ...shown.facts, more };
    const due = dueAt(now, quiet, facts.timeZone, concernOf(change.change, facts));
    const event = `${change.change} ${change.bookingId} ${change.position}`;
    const notice = { personId, event, kind: change.change, facts, dueAt: due } as const;
    return wanted.flatMap((channel): NewNotice[] => {
      if (channel === 'push')
        return recipient.subscriptions.map(({ id: target }) => ({ ...notice, id: newId(), channel, target }));
      return channel === 'email' && !confirmed ? [] : [{ ...notice, id: newId(), channel, target: null }];
    });
  }
}

/** What is of no kind that is told to persons is passed over, and holds up nothing. */
function changeOf(event: ToldEvent): { readonly change: ToldChange; readonly toldAt: Temporal.Instant }[] {
  if (event.topic === 'waiting') return offerOf(event);
  const parsed = changeShape.safeParse(event.payload);
  if (!parsed.success) return [];
  const { successor, ...rest } = parsed.data;
  const change = { ...rest, position: event.position, ...(successor === undefined ? {} : { successor }) };
  return [{ change, toldAt: event.toldAt }];
}

function offerOf(event: ToldEvent): { readonly change: ToldChange; readonly toldAt: Temporal.Instant }[] {
  const parsed = offerShape.safeParse(event.payload);
  if (!parsed.success) return [];
  const { hubId, entryId: bookingId, change } = parsed.data;
  return [{ change: { hubId, bookingId, change, by: 'system', position: event.position }, toldAt: event.toldAt }];
}
