import { Injectable } from '@nestjs/common';
import type { AuditItem, AuditPage } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { onBehalfOf, pageOfRows, type Tx, UnitOfWork } from '#libs/platform';
import type { Caller } from '../actor.js';
import { AuditEntryRepository, type AuditFilter, type FoundEntry } from '../persistence/audit-entry.repository.js';
import { PrincipalNameRepository } from '../persistence/principal-name.repository.js';
import { requireInOrganisation } from '../policy.js';
import { type AuditPlace, decodePlace, encodePlace } from './audit-cursor.js';
import { AuditTrail } from './audit-trail.js';
import { type AuditVerification, AuditVerifier } from './audit-verifier.js';

/** The most rows of one export. */
export const MOST_EXPORTED = 100_000;
const EXPORT_PAGE = 1000;
/** Sorts after every id */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export class TooManyEntries extends DomainError {
  readonly code = 'too-many-entries';
  readonly kind = 'unprocessable';

  constructor() {
    super(`More than ${MOST_EXPORTED} entries fit: narrow the time or the filter, and export them in parts`);
  }
}

/** The audit as auditors read it. Whoever looks is looked at: each look is an entry itself. */
@Injectable()
export class AuditService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: AuditEntryRepository,
    private readonly names: PrincipalNameRepository,
    private readonly trail: AuditTrail,
    private readonly verifier: AuditVerifier,
  ) {}

  /** @throws NotAllowed, UnknownCursor */
  async search(
    caller: Caller,
    organisationId: string,
    filter: AuditFilter,
    cursor: string | undefined,
    limit: number,
  ): Promise<AuditPage> {
    requireInOrganisation(caller, 'organisation.audit', organisationId);
    const before = cursor === undefined ? null : decodePlace(cursor);
    const found = await this.unitOfWork.run(caller.context, async (tx) => {
      const page = await this.entries.page(tx, organisationId, filter, before, limit + 1);
      await this.look(tx, 'audit.viewed', organisationId, filter, { continued: before !== null });
      return page;
    });
    const { items, next } = pageOfRows(found, limit, (entry) => entry, encodePlace);
    return { items: await this.named(caller, items), next };
  }

  /**
   * @returns all entries that fit, newest first, read while they are asked for
   * @throws NotAllowed; TooManyEntries, before the first is read
   */
  async export(caller: Caller, organisationId: string, filter: AuditFilter): Promise<AsyncIterable<AuditItem>> {
    requireInOrganisation(caller, 'organisation.audit', organisationId);
    const newest = await this.unitOfWork.run(caller.context, async (tx) => {
      const rows = await this.entries.countFound(tx, organisationId, filter, MOST_EXPORTED + 1);
      if (rows > MOST_EXPORTED) throw new TooManyEntries();
      const [first] = await this.entries.page(tx, organisationId, filter, null, 1);
      await this.look(tx, 'audit.exported', organisationId, filter, { rows });
      return first;
    });
    return this.all(caller, organisationId, filter, newest);
  }

  /** @throws NotAllowed */
  async verify(caller: Caller, organisationId: string): Promise<AuditVerification> {
    requireInOrganisation(caller, 'organisation.audit', organisationId);
    return this.verifier.verify(caller.context, organisationId);
  }

  /** From the newest entry that was counted: the export itself, and what comes in meanwhile, is not part of it. */
  private async *all(
    caller: Caller,
    organisationId: string,
    filter: AuditFilter,
    newest: FoundEntry | undefined,
  ): AsyncGenerator<AuditItem> {
    let before: AuditPlace | undefined = newest && { at: newest.at, id: LAST_ID };
    while (before !== undefined) {
      const from: AuditPlace = before;
      const page: FoundEntry[] = await this.unitOfWork.run(caller.context, (tx) =>
        this.entries.page(tx, organisationId, filter, from, EXPORT_PAGE),
      );
      yield* await this.named(caller, page);
      before = page.length === EXPORT_PAGE ? page.at(-1) : undefined;
    }
  }

  private async look(
    tx: Tx,
    action: string,
    organisationId: string,
    { subjectId, ...filter }: AuditFilter,
    more: Readonly<Record<string, boolean | number>>,
  ): Promise<void> {
    const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
    await this.trail.viewed(tx, { action, organisationId, subjectId, detail: { ...asked, ...more } });
  }

  /** An auditor may read who acted, be it a person or a machine of whatever organisation. */
  private async named(caller: Caller, entries: readonly FoundEntry[]): Promise<AuditItem[]> {
    const ids = [...new Set(entries.map(({ by }) => by.id).filter((id) => id !== null))];
    const names = await this.unitOfWork.run(onBehalfOf(caller.context), (tx) => this.names.namesOf(tx, ids));
    return entries.map((entry) => toItem(entry, names));
  }
}

function toItem(entry: FoundEntry, names: ReadonlyMap<string, string>): AuditItem {
  const { id, at, by, action, viewed, hubId, subjectId, object, detail, sealed } = entry;
  const name = by.id === null ? null : (names.get(by.id) ?? null);
  return { id, at: at.toString(), actor: { ...by, name }, action, viewed, hubId, subjectId, object, detail, sealed };
}
