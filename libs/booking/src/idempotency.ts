import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { IdempotencyKeyReused, InvalidIdempotencyKey } from './domain/booking-errors.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { IdempotencyKeyRepository } from './persistence/idempotency-key.repository.js';

const KEY_SHAPE = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;

/** A request that its client may send again. */
export interface Keyed {
  readonly key: string | undefined;
  /** Of what it asks for */
  readonly hash: Buffer;
}

/** Lets a request with an `Idempotency-Key` take effect once. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly bookings: BookingRepository,
    private readonly keys: IdempotencyKeyRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the work, or gives the answer that it had before. A person's own requests take turns, with or without a key; a refusal spends no key.
   * @throws InvalidIdempotencyKey, IdempotencyKeyReused: the key was sent with another request
   */
  async once<Answer extends object>(
    tx: Tx,
    personId: string,
    { key, hash }: Keyed,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    if (key !== undefined && !KEY_SHAPE.test(key)) throw new InvalidIdempotencyKey();
    await this.bookings.lock(tx, [personId]);
    if (key === undefined) return work();
    const earlier = await this.keys.answerOf<Answer>(tx, personId, key);
    if (earlier !== undefined) {
      if (!earlier.requestHash.equals(hash)) throw new IdempotencyKeyReused();
      return earlier.response;
    }
    const response = await work();
    await this.keys.keep(tx, personId, key, { requestHash: hash, response }, this.clock.now());
    return response;
  }
}
