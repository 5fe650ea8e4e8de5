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
  /** Seals all that was told until now: a transaction of another suite on the same server holds the sealing back */
  seal(): Promise<number>;
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
  const sealer = module.get(AuditSealer, { strict: false });
  return {
    clock,
    trail,
    sealer,
    verifier: module.get(AuditVerifier, { strict: false }),
    audit: module.get(AuditService, { strict: false }),
    seal: async () => {
      await settled(db);
      return sealer.sealAll();
    },
    tell: async (organisationId, count, fact = {}, actor = SYSTEM) => {
      for (let n = 0; n < count; n++)
        await db.unitOfWork.run(actor, (tx) =>
          trail.done(tx, { action: 'test.done', organisationId, object: `thing/${n}`, detail: { n }, ...fact }),
        );
    },
  };
}

/** Waits until every transaction that began before this one has ended. */
export async function settled({ source }: Pick<TestDatabase, 'source'>): Promise<void> {
  const [begun] = (await source.query(`SELECT pg_current_xact_id()::text AS id`)) as [{ id: string }];
  for (let tries = 0; tries < 2000; tries++) {
    const [row] = (await source.query(`SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 AS settled`, [
      begun.id,
    ])) as [{ settled: boolean }];
    if (row.settled) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Some transaction on this server has been open for forty seconds');
}
