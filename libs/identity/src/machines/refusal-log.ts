import { Injectable } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { ANONYMOUS, onBehalfOf, UnitOfWork } from '#libs/platform';
import { AuditTrail } from '../audit/audit-trail.js';

const WINDOW = Temporal.Duration.from({ minutes: 1 });
const MOST_A_WINDOW = 60;

export interface RefusedCredential {
  readonly action: 'token.refused' | 'machine.refused';
  readonly reason: 'unknown' | 'expired' | 'revoked' | 'wrong-secret';
  /** Null: of no machine that we know */
  readonly machine: { readonly id: string; readonly organisationId: string } | null;
}

/** Tells an organisation which of its machines was refused, and why, which the caller is not told: sixty a minute in each process, so that who guesses can not fill it, and how many more there were. */
@Injectable()
export class RefusalLog {
  private since: Temporal.Instant | undefined;
  private told = 0;
  private untold = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async tell({ action, reason, machine }: RefusedCredential): Promise<void> {
    const now = this.clock.now();
    if (this.since === undefined || Temporal.Instant.compare(now, this.since.add(WINDOW)) >= 0) {
      this.since = now;
      this.told = 0;
    }
    if (this.told >= MOST_A_WINDOW) {
      this.untold++;
      return;
    }
    this.told++;
    const untold = this.untold;
    this.untold = 0;
    await this.unitOfWork.run(onBehalfOf(ANONYMOUS), (tx) =>
      this.audit.done(tx, {
        action,
        organisationId: machine?.organisationId ?? null,
        ...(machine === null ? {} : { object: `machine/${machine.id}` }),
        detail: untold === 0 ? { reason } : { reason, untold },
      }),
    );
  }
}
