import { Module } from '@nestjs/common';
import { NoticesModule } from '#libs/notices';
import { NoticePreferencesController } from './notice-preferences.controller.js';
import { PushSubscriptionsController } from './push-subscriptions.controller.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({
  imports: [NoticesModule],
  controllers: [NoticePreferencesController, PushSubscriptionsController, WebhooksController],
})
export class NoticesApiModule {}
