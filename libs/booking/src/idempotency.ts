import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { type ActorContext, type Tx, UnitOfWork } from '#libs/platform';
import { IdempotencyKeyReused, InvalidIdempotencyKey } from './domain/booking-errors.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { IdempotencyKeyRepository, type KeyedAnswer } from './persistence/idempotency-key.repository.js';

const KEY_SHAPE = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;

/** A request that its client may send again. */
export interface Keyed {
  readonly personId: string;
  readonly key: string | undefined;
  /** Of what it asks for */
  readonly hash: Buffer;
}

/** Lets a request with an `Idempotency-Key` take effect once. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly keys: IdempotencyKeyRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the work in a transaction, or gives the answer that it had before. A person's own requests take turns, with or without a key; a refusal
   * spends no key. Seldom was it done before, so nobody looks: it is done, and where that is refused, by the key itself at the latest, all of it
   * is taken back and the earlier answer looked up.
   * @param work is to change nothing but in the transaction
   * @param others who take turns with them; all are locked in one order, so that nobody waits in a circle
   * @throws InvalidIdempotencyKey, IdempotencyKeyReused: the key was sent with another request
   */
  async once<Answer extends object>(
    actor: ActorContext,
    { personId, key, hash }: Keyed,
    work: (tx: Tx) => Promise<Answer>,
    others: readonly string[] = [],
  ): Promise<Answer> {
    if (key !== undefined && !KEY_SHAPE.test(key)) throw new InvalidIdempotencyKey();
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        await this.bookings.lock(tx, [...new Set([personId, ...others])].toSorted());
        const response = await work(tx);
        if (key !== undefined) this.keys.keep(tx, personId, key, { requestHash: hash, response }, this.clock.now());
        return response;
      });
    } catch (error) {
      const earlier = key === undefined ? undefined : await this.answerOf<Answer>(actor, personId, key);
      if (earlier === undefined) throw error;
      if (!earlier.requestHash.equals(hash)) throw new IdempotencyKeyReused();
      return earlier.response;
    }
  }

  private answerOf<Answer extends object>(
    actor: ActorContext,
    personId: string,
    key: string,
  ): Promise<KeyedAnswer<Answer> | undefined> {
    return this.unitOfWork.run(actor, (tx) => this.keys.answerOf<Answer>(tx, personId, key));
  }
}
