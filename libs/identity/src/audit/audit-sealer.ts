import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import { AUDIT_FORM, epochText } from '../domain/audit-form.js';
import { AuditEntryRepository } from '../persistence/audit-entry.repository.js';
import { AuditSealRepository, SealTaken } from '../persistence/audit-seal.repository.js';
import { EntriesHash, NO_SEAL, sealHash } from './audit-chain.js';

const BATCH = 1000;

/** Seals what was written since the last seal. Any number of workers may do it at once: the key of a seal says who was first. */
@Injectable()
export class AuditSealer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: AuditEntryRepository,
    private readonly seals: AuditSealRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns how many entries it sealed
   * @throws Error when a seal names transactions that this database has not had yet
   */
  async sealAll(): Promise<number> {
    const organisations = await this.unitOfWork.run(SYSTEM, (tx) => this.seals.organisationsToSeal(tx));
    let sealed = 0;
    for (const organisationId of organisations) sealed += await this.sealOne(organisationId);
    return sealed;
  }

  private async sealOne(organisationId: string): Promise<number> {
    let sealed = 0;
    for (;;) {
      try {
        const count = await this.unitOfWork.run(SYSTEM, (tx) => this.sealBatch(tx, organisationId));
        sealed += count;
        if (count < BATCH) return sealed;
      } catch (error) {
        if (!(error instanceof SealTaken)) throw error;
      }
    }
  }

  private async sealBatch(tx: Tx, organisationId: string): Promise<number> {
    const last = await this.seals.last(tx, organisationId);
    if (last?.ahead === true)
      throw new Error(
        `The last seal of the audit of ${organisationId} names transaction ${last.upTo.txid}, which this database has not reached: ` +
          `it was restored from a dump. See "Restoring" in docs/operations.md`,
      );
    const batch = await this.entries.settled(tx, organisationId, last?.upTo ?? null, BATCH);
    const end = batch.at(-1);
    if (end === undefined) return 0;
    const hash = new EntriesHash();
    for (const entry of batch) hash.add(entry);
    const entriesHash = hash.digest();
    const sealedAt = this.clock.now().round('millisecond');
    const previousHash = last?.hash ?? NO_SEAL;
    const number = (last?.number ?? 0n) + 1n;
    const told = {
      organisationId,
      number: number.toString(),
      upToTxid: end.txid,
      upToId: end.id,
      entries: batch.length,
      sealedAt: epochText(sealedAt.epochMilliseconds),
      entriesHash: entriesHash.toString('hex'),
    };
    await this.seals.insert(tx, {
      organisationId,
      number,
      form: AUDIT_FORM,
      upTo: { txid: end.txid, id: end.id },
      entries: batch.length,
      entriesHash,
      previousHash,
      hash: sealHash(previousHash, told),
      sealedAt,
    });
    return batch.length;
  }
}
