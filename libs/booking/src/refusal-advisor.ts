import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { UnitOfWork } from '#libs/platform';
import { AlternativesPort } from './alternatives.port.js';
import { BookingPresenter } from './check-in/booking-presenter.js';
import { AlreadyBooked, BookableTaken } from './domain/booking-errors.js';
import { QuotaReached } from './domain/policy-errors.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { QuotaRepository } from './policy/quota.repository.js';

const ALTERNATIVES = 3;

/** Adds to a refusal what the person could do instead. It works after the failed transaction, and never hides the refusal. */
@Injectable()
export class RefusalAdvisor {
  private readonly logger = new Logger(RefusalAdvisor.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly quotas: QuotaRepository,
    private readonly alternatives: AlternativesPort,
    private readonly presenter: BookingPresenter,
  ) {}

  async advise(actor: Actor, refusal: unknown): Promise<unknown> {
    try {
      if (refusal instanceof BookableTaken) return refusal.offering(await this.insteadOf(refusal));
      if (refusal instanceof QuotaReached) return refusal.leaving(await this.leftOf(actor, refusal));
      if (refusal instanceof AlreadyBooked) return refusal.naming(await this.inTheWay(actor, refusal));
    } catch (error) {
      this.logger.warn(`A refusal goes out without advice: ${String(error)}`);
    }
    return refusal;
  }

  private insteadOf({ hubId, bookableId, span }: BookableTaken): Promise<readonly object[]> {
    return this.alternatives.nearestAlternatives(hubId, bookableId, span, ALTERNATIVES);
  }

  private async leftOf(actor: Actor, refusal: QuotaReached): Promise<number> {
    const used = await this.unitOfWork.run(actor.context, (tx) => this.quotas.usedOf(tx, refusal));
    return Math.max(0, refusal.charge.allowed - used);
  }

  private async inTheWay(actor: Actor, { span }: AlreadyBooked): Promise<object | undefined> {
    const booking = await this.unitOfWork.run(actor.context, (tx) => this.bookings.engagedIn(tx, actor.personId, span));
    return booking && this.presenter.present(booking);
  }
}
