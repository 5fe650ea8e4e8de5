import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { AppIoChannel } from './channels/app-io.channel.js';
import { EmailChannel } from './channels/email.channel.js';
import { NOTICE_CHANNELS, type NoticeChannel } from './channels/notice-channel.js';
import { PushChannel } from './channels/push.channel.js';
import { NoticeQueue } from './notice-queue.js';
import { NoticeSender } from './notice-sender.js';
import { OutboundHttp } from './outbound/outbound-http.js';
import { NoticeRepository } from './persistence/notice.repository.js';
import { PushSubscriptionRepository } from './persistence/push-subscription.repository.js';
import { RecipientRepository } from './persistence/recipient.repository.js';
import { ToldBookingRepository } from './persistence/told-booking.repository.js';
import { ToldOfferRepository } from './persistence/told-offer.repository.js';
import { ToldSeriesRepository } from './persistence/told-series.repository.js';
import { WebhookDeliveryRepository } from './persistence/webhook-delivery.repository.js';
import { WebhookRepository } from './persistence/webhook.repository.js';
import { ToldThings } from './told-things.js';
import { WebhookQueue } from './webhooks/webhook-queue.js';
import { WebhookSender } from './webhooks/webhook-sender.js';

/** Reads the outbox, and tells persons and programs: for the worker. */
@Module({
  imports: [AuditModule],
  providers: [
    AppIoChannel,
    EmailChannel,
    PushChannel,
    {
      provide: NOTICE_CHANNELS,
      inject: [EmailChannel, PushChannel, AppIoChannel],
      useFactory: (...channels: NoticeChannel[]) => channels,
    },
    NoticeQueue,
    NoticeRepository,
    NoticeSender,
    OutboundHttp,
    PushSubscriptionRepository,
    RecipientRepository,
    ToldBookingRepository,
    ToldOfferRepository,
    ToldSeriesRepository,
    ToldThings,
    WebhookDeliveryRepository,
    WebhookQueue,
    WebhookRepository,
    WebhookSender,
  ],
  exports: [NoticeQueue, NoticeSender, WebhookSender],
})
export class NoticeDeliveryModule {}
