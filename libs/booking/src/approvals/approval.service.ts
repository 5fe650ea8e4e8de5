import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalPage, DecideApproval } from '#libs/contracts';
import { AuditTrail, type Caller, requireInHub } from '#libs/identity';
import { Clock, Temporal } from '#libs/kernel';
import { onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { BookingEvents } from '../booking-events.js';
import { ClaimLedger } from '../claim-ledger.js';
import { ApprovalEnded, ApprovalNotFound } from '../domain/approval-errors.js';
import { ClaimRepository } from '../persistence/claim.repository.js';
import { PlaceDirectory } from '../place-directory.js';
import { ApprovalRepository, type LockedApproval } from './approval.repository.js';

const MOST = 100;

/** Managers confirm or refuse what their rules want them to look at. What nobody answers lapses, as any hold does. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly approvals: ApprovalRepository,
    private readonly claims: ClaimRepository,
    private readonly ledger: ClaimLedger,
    private readonly events: BookingEvents,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Who asks is named: nobody can say yes to they know not whom. The next to lapse first. @throws HubNotFound, NotAllowed */
  async waiting(caller: Caller, hubId: string): Promise<ApprovalPage> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    return this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const items = await this.approvals.waiting(tx, hubId, this.clock.now(), MOST);
      await this.audit.viewed(tx, {
        action: 'approvals.viewed',
        organisationId: rules.organisationId,
        hubId,
        detail: { bookingIds: items.map(({ bookingId }) => bookingId) },
      });
      return { items: [...items], next: null };
    });
  }

  /**
   * Once; said again, it changes nothing.
   * @throws HubNotFound, NotAllowed, ApprovalNotFound, ApprovalEnded
   */
  async decide(
    caller: Caller,
    hubId: string,
    bookingId: string,
    { decision, reason }: DecideApproval,
  ): Promise<Approval> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    return this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      // Who frees and who confirms take turns, as all who change what holds a bookable.
      await this.claims.lockBookablesOfBookings(tx, hubId, [bookingId]);
      const at = this.clock.now().round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
      const asked = await this.approvals.lock(tx, hubId, bookingId, at);
      if (asked === undefined) throw new ApprovalNotFound();
      if (asked.decision === null) {
        if (asked.heldClaims.length === 0 || Temporal.Instant.compare(at, asked.dueAt) >= 0) throw new ApprovalEnded();
        await this.approvals.decide(tx, hubId, bookingId, { decision, reason: reason ?? null, at });
        await this.follow(tx, hubId, bookingId, asked, decision);
        await this.audit.done(tx, {
          action: `booking.${decision}`,
          organisationId: rules.organisationId,
          hubId,
          subjectId: asked.personId,
          object: `booking/${bookingId}`,
        });
      } else if (asked.decision !== decision) throw new ApprovalEnded();
      return (await this.approvals.one(tx, hubId, bookingId))!;
    });
  }

  private async follow(
    tx: Tx,
    hubId: string,
    bookingId: string,
    { heldClaims }: LockedApproval,
    decision: DecideApproval['decision'],
  ): Promise<void> {
    if (decision === 'approved') {
      await this.ledger.approve(tx, hubId, bookingId);
      return;
    }
    await this.ledger.end(tx, hubId, heldClaims, 'cancelled');
    await this.events.tell(tx, [{ hubId, bookingId, change: 'refused', by: 'manager' }]);
  }
}
