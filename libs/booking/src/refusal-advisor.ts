import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { UnitOfWork } from '#libs/platform';
import { AlternativesPort } from './alternatives.port.js';
import { AlreadyBooked, BookableTaken } from './domain/booking-errors.js';
import { BookingRepository } from './persistence/booking.repository.js';

const ALTERNATIVES = 3;

/** Adds to a refusal what the person could do instead. It works after the failed transaction, and never hides the refusal. */
@Injectable()
export class RefusalAdvisor {
  private readonly logger = new Logger(RefusalAdvisor.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly alternatives: AlternativesPort,
  ) {}

  async advise(actor: Actor, refusal: unknown): Promise<unknown> {
    try {
      if (refusal instanceof BookableTaken) return refusal.offering(await this.insteadOf(refusal));
      if (refusal instanceof AlreadyBooked) return refusal.naming(await this.inTheWay(actor, refusal));
    } catch (error) {
      this.logger.warn(`A refusal goes out without advice: ${String(error)}`);
    }
    return refusal;
  }

  private insteadOf({ hubId, bookableId, span }: BookableTaken): Promise<readonly object[]> {
    return this.alternatives.nearestAlternatives(hubId, bookableId, span, ALTERNATIVES);
  }

  private inTheWay(actor: Actor, { span }: AlreadyBooked): Promise<object | undefined> {
    return this.unitOfWork.run(actor.context, (tx) => this.bookings.engagedIn(tx, actor.personId, span));
  }
}
