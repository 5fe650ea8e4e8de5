import { Injectable } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { type ActorContext, UnitOfWork } from '#libs/platform';
import { AUDIT_FORM, type FormEntry } from '../domain/audit-form.js';
import { AuditEntryRepository, type SealPosition } from '../persistence/audit-entry.repository.js';
import { AuditSealRepository, type StoredSeal } from '../persistence/audit-seal.repository.js';
import { EntriesHash, NO_SEAL, sealHash } from './audit-chain.js';

const SEALS = 500;
const ENTRIES = 2000;
/** How long entries are kept; seals are kept for ever. */
export const AUDIT_KEPT = Temporal.Duration.from({ years: 10 });

/** The first seal that does not fit what it seals. */
export interface AuditBreak {
  readonly seal: number;
  /** seal-missing: its number is not there; seal-changed: it is not what it was hashed as; entries-changed: the entries are not those it sealed */
  readonly reason: 'seal-missing' | 'seal-changed' | 'entries-changed';
  /** What it holds was sealed after this, null for the first seal, */
  readonly after: Temporal.Instant | null;
  /** and at this instant */
  readonly sealedAt: Temporal.Instant | null;
}

export interface AuditHead {
  readonly number: number;
  readonly hash: string;
  readonly sealedAt: Temporal.Instant;
}

/** A head as it is kept where who owns the database can not change it. */
export interface KeptHead extends Pick<AuditHead, 'number' | 'hash'> {
  readonly organisationId: string;
}

export interface AuditVerification {
  readonly organisationId: string;
  /** Kept, sealed or not */
  readonly entries: number;
  /** Found as they were sealed */
  readonly sealed: number;
  readonly seals: number;
  readonly brokenAt: AuditBreak | null;
  readonly head: AuditHead | null;
}

interface Progress {
  seals: number;
  sealed: number;
  last: StoredSeal | null;
  /** Whether entries were found: those before may have been forgotten for their age, those after may not */
  begun: boolean;
}

/** Recomputes the chain page by page; what is sealed does not change, so that each page may be a transaction of its own. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: AuditEntryRepository,
    private readonly seals: AuditSealRepository,
    private readonly clock: Clock,
  ) {}

  async verify(context: ActorContext, organisationId: string): Promise<AuditVerification> {
    const progress: Progress = { seals: 0, sealed: 0, last: null, begun: false };
    const brokenAt = await this.firstBreak(context, organisationId, progress);
    const [entries, head] = await this.unitOfWork.run(context, async (tx) => [
      await this.entries.count(tx, organisationId),
      (await this.seals.last(tx, organisationId)) ?? null,
    ]);
    return {
      organisationId,
      entries,
      sealed: progress.sealed,
      seals: progress.seals,
      brokenAt,
      head: head && headOf(head),
    };
  }

  /** Whether the chain still has the seal that it had when its head was kept elsewhere. */
  async holds(context: ActorContext, kept: KeptHead): Promise<boolean> {
    const before = BigInt(kept.number) - 1n;
    const [seal] = await this.unitOfWork.run(context, (tx) => this.seals.page(tx, kept.organisationId, before, 1));
    return seal !== undefined && seal.number === BigInt(kept.number) && seal.hash.toString('hex') === kept.hash;
  }

  private async firstBreak(
    context: ActorContext,
    organisationId: string,
    progress: Progress,
  ): Promise<AuditBreak | null> {
    for (;;) {
      const after = progress.last?.number ?? 0n;
      const page = await this.unitOfWork.run(context, (tx) => this.seals.page(tx, organisationId, after, SEALS));
      const end = page.at(-1);
      if (end === undefined) return null;
      const entries = this.between(context, organisationId, progress.last?.upTo ?? null, end.upTo);
      for (const seal of page) {
        const reason = chained(seal, progress.last) ?? (await this.compare(seal, entries, progress));
        if (reason !== null) return breakAt(seal, progress.last, reason);
        progress.last = seal;
        progress.seals += 1;
      }
    }
  }

  /** Holds the entries up to the seal against it. */
  private async compare(seal: StoredSeal, entries: Entries, progress: Progress): Promise<AuditBreak['reason'] | null> {
    const hash = new EntriesHash();
    for (let entry = await entries.peek(); entry !== undefined; entry = await entries.peek()) {
      if (!isUpTo(entry, seal.upTo)) break;
      hash.add(entry);
      entries.take();
    }
    const forgotten = hash.count === 0 && !progress.begun && this.isOld(seal);
    if (forgotten) return null;
    if (hash.count !== seal.told.entries || hash.digest().toString('hex') !== seal.told.entriesHash)
      return 'entries-changed';
    progress.begun = true;
    progress.sealed += hash.count;
    return null;
  }

  private isOld({ sealedAt }: StoredSeal): boolean {
    const until = this.clock.now().toZonedDateTimeISO('UTC').subtract(AUDIT_KEPT).toInstant();
    return Temporal.Instant.compare(sealedAt, until) < 0;
  }

  private between(
    context: ActorContext,
    organisationId: string,
    after: SealPosition | null,
    upTo: SealPosition,
  ): Entries {
    return new Entries(after, (from) =>
      this.unitOfWork.run(context, (tx) => this.entries.sealed(tx, organisationId, from, upTo, ENTRIES)),
    );
  }
}

/** Entries in their order, read a page at a time. */
class Entries {
  private page: readonly FormEntry[] = [];
  private next = 0;
  private ended = false;

  constructor(
    private position: SealPosition | null,
    private readonly read: (after: SealPosition | null) => Promise<readonly FormEntry[]>,
  ) {}

  async peek(): Promise<FormEntry | undefined> {
    if (this.next === this.page.length && !this.ended) {
      this.page = await this.read(this.position);
      this.next = 0;
      this.position = this.page.at(-1) ?? this.position;
      this.ended = this.page.length < ENTRIES;
    }
    return this.page[this.next];
  }

  take(): void {
    this.next += 1;
  }
}

/** Whether the seal follows the one before it and is what it was hashed as. */
function chained(seal: StoredSeal, last: StoredSeal | null): AuditBreak['reason'] | null {
  if (seal.number !== (last?.number ?? 0n) + 1n) return 'seal-missing';
  const previous = last?.hash ?? NO_SEAL;
  const holds =
    seal.form === AUDIT_FORM &&
    seal.previousHash.equals(previous) &&
    seal.hash.equals(sealHash(previous, seal.told)) &&
    (last === null || isBefore(last.upTo, seal.upTo));
  return holds ? null : 'seal-changed';
}

function breakAt(seal: StoredSeal, last: StoredSeal | null, reason: AuditBreak['reason']): AuditBreak {
  const missing = reason === 'seal-missing';
  return {
    seal: Number(missing ? (last?.number ?? 0n) + 1n : seal.number),
    reason,
    after: last?.sealedAt ?? null,
    sealedAt: missing ? null : seal.sealedAt,
  };
}

const isBefore = (a: SealPosition, b: SealPosition): boolean =>
  BigInt(a.txid) < BigInt(b.txid) || (a.txid === b.txid && a.id < b.id);
const isUpTo = (a: SealPosition, b: SealPosition): boolean => !isBefore(b, a);

export const headOf = ({ number, hash, sealedAt }: StoredSeal): AuditHead => ({
  number: Number(number),
  hash: hash.toString('hex'),
  sealedAt,
});
