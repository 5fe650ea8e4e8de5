import { DomainError } from '#libs/kernel';

export class WebhookNotFound extends DomainError {
  readonly code = 'webhook-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('The organisation has no such webhook');
  }
}

export class DeliveryNotFound extends DomainError {
  readonly code = 'webhook-delivery-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('The webhook has no such delivery: they are kept for 30 days');
  }
}

export class WebhookAddressRefused extends DomainError {
  readonly code = 'webhook-address-refused';
  readonly kind = 'unprocessable';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(reason: string) {
    super(`Give an https address of a server on the internet: this one is ${reason}`);
    this.details = { reason };
  }
}

export class TooManyWebhooks extends DomainError {
  readonly code = 'too-many-webhooks';
  readonly kind = 'conflict';

  constructor(most: number) {
    super(`An organisation has at most ${most} webhooks: remove one first`);
  }
}

export class PushEndpointRefused extends DomainError {
  readonly code = 'push-endpoint-refused';
  readonly kind = 'unprocessable';

  constructor(reason: string) {
    super(`Nothing can be pushed there: the endpoint is ${reason}`);
  }
}

export class TooManyDevices extends DomainError {
  readonly code = 'too-many-devices';
  readonly kind = 'conflict';

  constructor(most: number) {
    super(`You have subscribed ${most} devices already: remove one first`);
  }
}

export class SubscriptionNotFound extends DomainError {
  readonly code = 'push-subscription-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('You have no such device');
  }
}

export class EmailOff extends DomainError {
  readonly code = 'email-off';
  readonly kind = 'unprocessable';

  constructor() {
    super('No e-mail is sent from here, so no address can be confirmed');
  }
}

export class TooManyCodes extends DomainError {
  readonly code = 'too-many-codes';
  readonly kind = 'conflict';

  constructor(most: number) {
    super(`At most ${most} codes are sent in a day: try again tomorrow`);
  }
}

export class CodeRefused extends DomainError {
  readonly code = 'address-code-refused';
  readonly kind = 'unprocessable';

  constructor() {
    super('The code is not the one that was sent, or is too old, or was tried too often: ask for another one');
  }
}
