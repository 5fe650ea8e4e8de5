import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import { OutboxRepository, type Tx } from '#libs/platform';

/** What became of somebody's place in line, for whoever must tell them: ids alone, so that the outbox names nobody. */
export interface WaitingChange {
  readonly hubId: string;
  readonly entryId: string;
  readonly change: 'offered' | 'expired';
  /** offered: what is held for them, and until when */
  readonly holdId?: string;
  readonly expiresAt?: string;
}

/** Tells the outbox, topic `waiting`, in the transaction that did it. */
@Injectable()
export class WaitingEvents {
  constructor(private readonly outbox: OutboxRepository) {}

  async offered(tx: Tx, hubId: string, entryId: string, holdId: string, expiresAt: Temporal.Instant): Promise<void> {
    await this.tell(tx, [{ hubId, entryId, change: 'offered', holdId, expiresAt: expiresAt.toString() }]);
  }

  async expired(tx: Tx, hubId: string, entryIds: readonly string[]): Promise<void> {
    await this.tell(
      tx,
      entryIds.map((entryId) => ({ hubId, entryId, change: 'expired' })),
    );
  }

  private async tell(tx: Tx, changes: readonly WaitingChange[]): Promise<void> {
    await this.outbox.appendAll(
      tx,
      changes.map((payload) => ({ topic: 'waiting', hubId: payload.hubId, payload })),
    );
  }
}
