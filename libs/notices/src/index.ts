export { FiscalCodeSource } from './channels/fiscal-code-source.js';
export { NoticeDeliveryModule } from './notice-delivery.module.js';
export {
  CodeRefused,
  DeliveryNotFound,
  EmailOff,
  PushEndpointRefused,
  SubscriptionNotFound,
  TooManyCodes,
  TooManyDevices,
  TooManyWebhooks,
  WebhookAddressRefused,
  WebhookNotFound,
} from './notice-errors.js';
export { NoticeQueue } from './notice-queue.js';
export { NoticeSender } from './notice-sender.js';
export { NoticesModule } from './notices.module.js';
export { NoticesPersonalData } from './notices-personal-data.js';
export { AddressRefused, OutboundHttp } from './outbound/outbound-http.js';
export { PreferenceService } from './preferences/preference.service.js';
export { PushSubscriptionService } from './preferences/push-subscription.service.js';
export { WebhookSender } from './webhooks/webhook-sender.js';
export { WebhookService } from './webhooks/webhook.service.js';
