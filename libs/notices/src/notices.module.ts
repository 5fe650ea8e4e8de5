import { Module } from '@nestjs/common';
import { AuditModule, PersonContactRepository } from '#libs/identity';
import { NoticesPersonalData } from './notices-personal-data.js';
import { OutboundHttp } from './outbound/outbound-http.js';
import { NoticeRepository } from './persistence/notice.repository.js';
import { PersonalNoticeRepository } from './persistence/personal-notice.repository.js';
import { PreferenceRepository } from './persistence/preference.repository.js';
import { PushSubscriptionRepository } from './persistence/push-subscription.repository.js';
import { WebhookDeliveryRepository } from './persistence/webhook-delivery.repository.js';
import { WebhookRepository } from './persistence/webhook.repository.js';
import { PreferenceService } from './preferences/preference.service.js';
import { PushSubscriptionService } from './preferences/push-subscription.service.js';
import { WebhookService } from './webhooks/webhook.service.js';

/** What persons and organisations say about how they are told: for the API. */
@Module({
  imports: [AuditModule],
  providers: [
    NoticeRepository,
    NoticesPersonalData,
    OutboundHttp,
    PersonalNoticeRepository,
    PersonContactRepository,
    PreferenceRepository,
    PreferenceService,
    PushSubscriptionRepository,
    PushSubscriptionService,
    WebhookDeliveryRepository,
    WebhookRepository,
    WebhookService,
  ],
  exports: [NoticesPersonalData, PreferenceService, PushSubscriptionService, WebhookService],
})
export class NoticesModule {}
