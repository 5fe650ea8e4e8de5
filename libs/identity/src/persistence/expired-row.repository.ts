import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx } from '#libs/platform';

/** Rows of which time alone says that they are of no more use. @returns how many were removed */
@Injectable()
export class ExpiredRowRepository {
  sessionsSince(tx: Tx, before: Temporal.Instant): Promise<number> {
    return this.delete(tx, `DELETE FROM session WHERE created_at < $1::timestamptz`, before);
  }

  attemptsSince(tx: Tx, before: Temporal.Instant): Promise<number> {
    return this.delete(tx, `DELETE FROM sign_in_attempt WHERE created_at < $1::timestamptz`, before);
  }

  logoutTokensUntil(tx: Tx, before: Temporal.Instant): Promise<number> {
    return this.delete(tx, `DELETE FROM logout_token WHERE expires_at < $1::timestamptz`, before);
  }

  accessTokensUntil(tx: Tx, before: Temporal.Instant): Promise<number> {
    return this.delete(tx, `DELETE FROM access_token WHERE expires_at < $1::timestamptz`, before);
  }

  invitationsUntil(tx: Tx, before: Temporal.Instant): Promise<number> {
    return this.delete(tx, `DELETE FROM invitation WHERE expires_at < $1::timestamptz`, before);
  }

  private delete(tx: Tx, statement: string, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, statement, [before.toString()]);
  }
}
