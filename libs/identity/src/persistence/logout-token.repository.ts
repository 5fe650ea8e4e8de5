import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

/** Which logout tokens were used, as long as they could be shown again. */
@Injectable()
export class LogoutTokenRepository {
  /** @returns false when it was used before, even at this very instant */
  async use(tx: Tx, issuer: string, tokenIdHash: Buffer, until: Temporal.Instant): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO logout_token (issuer, jti_hash, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING issuer`,
      [issuer, tokenIdHash, until.toString()],
    );
    return rows.length > 0;
  }
}
