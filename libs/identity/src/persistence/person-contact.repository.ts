import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

export interface PersonContact {
  readonly email: string;
  /** Told by the identity provider, or by the person */
  readonly source: 'issuer' | 'own';
  /** That the mailbox is the person's was shown */
  readonly confirmed: boolean;
}

interface Pending {
  readonly codeHash: Buffer;
  readonly expiresAt: Temporal.Instant;
}

/** Where a person can be written to. */
@Injectable()
export class PersonContactRepository {
  /** What the identity provider vouches for stands in for no address that the person gave. */
  async tellByIssuer(tx: Tx, personId: string, email: string): Promise<void> {
    await tx.query(
      `INSERT INTO person_contact (person_id, email, source, confirmed) VALUES ($1, $2, 'issuer', true)
       ON CONFLICT (person_id) DO UPDATE SET email = excluded.email
        WHERE person_contact.source = 'issuer' AND person_contact.email <> excluded.email`,
      [personId, email],
    );
  }

  async find(tx: Tx, personId: string): Promise<PersonContact | undefined> {
    const [row] = await tx.query<PersonContact>(
      `SELECT email, source, confirmed FROM person_contact WHERE person_id = $1`,
      [personId],
    );
    return row;
  }

  /** An address that the person gave, until the code that was sent there comes back. */
  async propose(tx: Tx, personId: string, email: string, { codeHash, expiresAt }: Pending): Promise<void> {
    await tx.query(
      `INSERT INTO person_contact (person_id, email, source, confirmed, code_hash, code_expires_at)
       VALUES ($1, $2, 'own', false, $3, $4)
       ON CONFLICT (person_id) DO UPDATE
         SET email = excluded.email, source = 'own', confirmed = false, code_hash = excluded.code_hash,
             code_expires_at = excluded.code_expires_at, tries = 0`,
      [personId, email, codeHash, expiresAt.toString()],
    );
  }

  /** @param tries how often a code may be guessed @returns whether it was the code, and in time; every call is a try */
  async confirm(tx: Tx, personId: string, codeHash: Buffer, now: Temporal.Instant, tries: number): Promise<boolean> {
    const rows = await tx.query<{ good: boolean }>(
      `UPDATE person_contact
          SET tries = tries + 1, confirmed = confirmed OR code_hash = $2, code_hash = CASE WHEN code_hash = $2 THEN NULL ELSE code_hash END
        WHERE person_id = $1 AND code_hash IS NOT NULL AND code_expires_at > $3 AND tries < $4
       RETURNING code_hash IS NULL AS good`,
      [personId, codeHash, now.toString(), tries],
    );
    return rows[0]?.good === true;
  }

  async remove(tx: Tx, personId: string): Promise<void> {
    await tx.query(`DELETE FROM person_contact WHERE person_id = $1`, [personId]);
  }
}
