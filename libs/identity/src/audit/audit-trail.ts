import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { AuditEntryRepository } from '../persistence/audit-entry.repository.js';

/** In the place of an organisation: what concerns the network itself, or nobody's organisation. */
export const NETWORK = '00000000-0000-0000-0000-000000000000';

export interface AuditFact {
  /** thing.done, in kebab case, e.g. `membership.granted` */
  readonly action: string;
  /** Whose auditors read it */
  readonly organisationId: string | null;
  readonly hubId?: string | null;
  /** The person it is about, if it is about one */
  readonly subjectId?: string | null;
  /** What it was done to, e.g. `membership/0198…`: ids, never names */
  readonly object?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Who did what to what. An entry is written in the transaction of the deed: neither is there without the other. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly entries: AuditEntryRepository,
    private readonly clock: Clock,
  ) {}

  /** Something was changed, or an attempt at it was refused. */
  async done(tx: Tx, fact: AuditFact): Promise<void> {
    await this.write(tx, fact, false);
  }

  /** Personal data of others was shown. */
  async viewed(tx: Tx, fact: AuditFact): Promise<void> {
    await this.write(tx, fact, true);
  }

  private async write(tx: Tx, fact: AuditFact, viewed: boolean): Promise<void> {
    await this.entries.insert(tx, {
      id: newId(),
      at: this.clock.now().round('millisecond'),
      by: tx.actor.principal,
      viewed,
      organisationId: fact.organisationId ?? NETWORK,
      action: fact.action,
      hubId: fact.hubId ?? null,
      subjectId: fact.subjectId ?? null,
      object: fact.object ?? null,
      detail: fact.detail ?? {},
    });
  }
}
