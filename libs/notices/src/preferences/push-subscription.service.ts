import { Inject, Injectable } from '@nestjs/common';
import type { CreatePushSubscription, PushSubscriptionAnswer, PushSubscriptions } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import { ENVIRONMENT, type Environment, onBehalfOf, UnitOfWork } from '#libs/platform';
import { PushEndpointRefused, SubscriptionNotFound, TooManyDevices } from '../notice-errors.js';
import { OutboundHttp } from '../outbound/outbound-http.js';
import { PushSubscriptionRepository, type StoredSubscription } from '../persistence/push-subscription.repository.js';

const MOST = 20;

/** The browsers in which a person wants to hear from us. */
@Injectable()
export class PushSubscriptionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subscriptions: PushSubscriptionRepository,
    private readonly http: OutboundHttp,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'VAPID_PUBLIC_KEY'>,
  ) {}

  async list({ personId, context }: Actor): Promise<PushSubscriptions> {
    const found = await this.unitOfWork.run(context, (tx) => this.subscriptions.of(tx, personId));
    return { items: found.map(toAnswer), next: null, publicKey: this.environment.VAPID_PUBLIC_KEY ?? null };
  }

  /** The same browser again is the same subscription. @throws PushEndpointRefused, TooManyDevices */
  async subscribe({ personId, context }: Actor, asked: CreatePushSubscription): Promise<PushSubscriptionAnswer> {
    const { endpoint, keys } = asked;
    const fault = this.http.faultOf(endpoint);
    if (fault !== null) throw new PushEndpointRefused(fault);
    return this.unitOfWork.run(onBehalfOf(context), async (tx) => {
      const known = await this.subscriptions.of(tx, personId);
      if (known.length >= MOST && !known.some((one) => one.endpoint === endpoint)) throw new TooManyDevices(MOST);
      const now = this.clock.now().round('millisecond');
      return toAnswer(await this.subscriptions.keep(tx, personId, { id: newId(), endpoint, ...keys }, now));
    });
  }

  /** @throws SubscriptionNotFound */
  async unsubscribe({ context }: Actor, subscriptionId: string): Promise<void> {
    // Row-level security lets nobody remove what is another person's.
    const removed = await this.unitOfWork.run(context, (tx) => this.subscriptions.remove(tx, subscriptionId));
    if (!removed) throw new SubscriptionNotFound();
  }
}

const toAnswer = ({ id, endpoint, createdAt }: StoredSubscription): PushSubscriptionAnswer => ({
  id,
  service: new URL(endpoint).host,
  createdAt: createdAt.toString(),
});
