import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type AuditFact, AuditModule, AuditSealer, AuditService, AuditTrail, AuditVerifier } from '#libs/identity';
import { Clock, FixedClock } from '#libs/kernel';
import { type ActorContext, SYSTEM, UnitOfWork } from '#libs/platform';
import type { TestDatabase } from './databases.js';

export interface AuditWorld {
  readonly clock: FixedClock;
  readonly trail: AuditTrail;
  readonly sealer: AuditSealer;
  readonly verifier: AuditVerifier;
  readonly audit: AuditService;
  /** Tells so many facts, each in a transaction of its own */
  tell(organisationId: string, count: number, fact?: Partial<AuditFact>, actor?: ActorContext): Promise<void>;
}

/** The audit on a test's database and at a test's time. */
export async function auditWorld(db: TestDatabase, now: string): Promise<AuditWorld> {
  const clock = FixedClock.at(now);

  @Global()
  @Module({
    providers: [
      { provide: UnitOfWork, useValue: db.unitOfWork },
      { provide: Clock, useValue: clock },
    ],
    exports: [UnitOfWork, Clock],
  })
  class Ground {}

  const module = await Test.createTestingModule({ imports: [Ground, AuditModule] }).compile();
  const trail = module.get(AuditTrail, { strict: false });
  return {
    clock,
    trail,
    sealer: module.get(AuditSealer, { strict: false }),
    verifier: module.get(AuditVerifier, { strict: false }),
    audit: module.get(AuditService, { strict: false }),
    tell: async (organisationId, count, fact = {}, actor = SYSTEM) => {
      for (let n = 0; n < count; n++)
        await db.unitOfWork.run(actor, (tx) =>
          trail.done(tx, { action: 'test.done', organisationId, object: `thing/${n}`, detail: { n }, ...fact }),
        );
    },
  };
}
