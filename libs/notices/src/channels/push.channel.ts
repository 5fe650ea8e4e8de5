import { Inject, Injectable } from '@nestjs/common';
import webPush from 'web-push';
import { ENVIRONMENT, type Environment, SYSTEM, UnitOfWork } from '#libs/platform';
import { AddressRefused, OutboundHttp } from '../outbound/outbound-http.js';
import { PushSubscriptionRepository } from '../persistence/push-subscription.repository.js';
import { type Letter, NoticeChannel, Undeliverable } from './notice-channel.js';

type Keys = Pick<Environment, 'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY' | 'VAPID_SUBJECT'>;
const KEPT_SECONDS = 24 * 60 * 60;
const GONE: ReadonlySet<number> = new Set([404, 410]);
/** The push service read the message and will not have it. */
const REFUSED: ReadonlySet<number> = new Set([400, 401, 403, 413]);

/** Messages to browsers (RFC 8030, 8291, 8292): encrypted for the browser, so that its push service can not read them. */
@Injectable()
export class PushChannel extends NoticeChannel {
  readonly name = 'push';
  readonly lacks: string | null;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Keys,
    private readonly http: OutboundHttp,
    private readonly unitOfWork: UnitOfWork,
    private readonly subscriptions: PushSubscriptionRepository,
  ) {
    super();
    this.lacks = vapidOf(environment) === null ? 'VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT' : null;
  }

  async send({ notice, recipient, text, link }: Letter): Promise<void> {
    const target = recipient.subscriptions.find(({ id }) => id === notice.target);
    if (target === undefined) throw new Undeliverable('the device is gone');
    const [title, , ...lines] = text.text.split('\n');
    const message = JSON.stringify({ title, body: lines.slice(0, 3).join('\n'), url: link, tag: notice.id });
    const { endpoint, p256dh, auth } = target;
    const { headers, body } = detailsOf({ endpoint, keys: { p256dh, auth } }, message, this.environment);
    const { status } = await this.post(endpoint, headers, body);
    if (status >= 200 && status < 300) return;
    if (GONE.has(status)) {
      await this.unitOfWork.run(SYSTEM, (tx) => this.subscriptions.remove(tx, target.id));
      throw new Undeliverable(`the push service says ${status}: the device is gone`);
    }
    throw REFUSED.has(status)
      ? new Undeliverable(`the push service says ${status}`)
      : new Error(`the push service says ${status}`);
  }

  private async post(
    endpoint: string,
    headers: Readonly<Record<string, string | number>>,
    body: Buffer,
  ): Promise<{ readonly status: number }> {
    try {
      return await this.http.post(endpoint, headers, body);
    } catch (error) {
      throw error instanceof AddressRefused ? new Undeliverable(error.message) : error;
    }
  }
}

function vapidOf(keys: Keys): webPush.RequestOptions['vapidDetails'] | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = keys;
  return publicKey === undefined || privateKey === undefined || subject === undefined
    ? null
    : { publicKey, privateKey, subject };
}

function detailsOf(
  subscription: webPush.PushSubscription,
  message: string,
  keys: Keys,
): { readonly headers: Readonly<Record<string, string | number>>; readonly body: Buffer } {
  const vapidDetails = vapidOf(keys)!;
  try {
    const options = { vapidDetails, TTL: KEPT_SECONDS, contentEncoding: 'aes128gcm' } as const;
    const { headers, body } = webPush.generateRequestDetails(subscription, message, options);
    return { headers, body };
  } catch (error) {
    // A key that is no point on the curve: this device can never be written to.
    throw new Undeliverable(String(error));
  }
}
