import { Injectable } from '@nestjs/common';
import { type ActorContext, UnitOfWork } from '#libs/platform';
import { ScopeRepository } from '../persistence/scope.repository.js';
import { AuditTrail } from './audit-trail.js';

/** A request that was turned away, or how many more there were. */
export interface RefusedAttempt {
  readonly action: 'request.refused' | 'request.flooded';
  /** As the request named them, which may be ids of nothing */
  readonly organisationId?: string | undefined;
  readonly hubId?: string | undefined;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** What was refused is told in a transaction of its own: there is no deed to share one with. */
@Injectable()
export class RefusalTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scopes: ScopeRepository,
    private readonly trail: AuditTrail,
  ) {}

  async refused(by: ActorContext, { action, organisationId, hubId, detail }: RefusedAttempt): Promise<void> {
    await this.unitOfWork.run(by, async (tx) => {
      const scope = await this.scopes.find(tx, { organisationId, hubId });
      await this.trail.done(tx, { action, ...scope, detail });
    });
  }
}
