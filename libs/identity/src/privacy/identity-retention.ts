import { Injectable } from '@nestjs/common';
import type { RemovalId, Remover } from '#libs/platform';
import { AuditEntryRepository } from '../persistence/audit-entry.repository.js';
import { ExpiredRowRepository } from '../persistence/expired-row.repository.js';

type Ours = Extract<
  RemovalId,
  'sessions' | 'sign-in-attempts' | 'logout-tokens' | 'access-tokens' | 'invitations' | 'audit-entries'
>;

/** What identity keeps for a time only, once it is old. */
@Injectable()
export class IdentityRetention {
  readonly removers: Readonly<Record<Ours, Remover>>;

  constructor(expired: ExpiredRowRepository, audit: AuditEntryRepository) {
    this.removers = {
      sessions: (tx, before) => expired.sessionsSince(tx, before),
      'sign-in-attempts': (tx, before) => expired.attemptsSince(tx, before),
      'logout-tokens': (tx, before) => expired.logoutTokensUntil(tx, before),
      'access-tokens': (tx, before) => expired.accessTokensUntil(tx, before),
      invitations: (tx, before) => expired.invitationsUntil(tx, before),
      // By the clock of the database, which alone may do it: the product has no right to delete an entry.
      'audit-entries': (tx) => audit.forgetOld(tx),
    };
  }
}
