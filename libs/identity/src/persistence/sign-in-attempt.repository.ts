import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

/** A sign-in under way: what the answer of the identity provider must fit. */
export interface SignInAttempt {
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
}

interface AttemptRow {
  readonly nonce: string;
  readonly code_verifier: string;
  readonly return_to: string;
}

@Injectable()
export class SignInAttemptRepository {
  async insert(tx: Tx, stateHash: Buffer, attempt: SignInAttempt, at: Temporal.Instant): Promise<void> {
    await tx.query(
      `INSERT INTO sign_in_attempt (state_hash, nonce, code_verifier, return_to, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [stateHash, attempt.nonce, attempt.codeVerifier, attempt.returnTo, at.toString()],
    );
  }

  /** Hands an attempt out once: whoever asks again, even at the same instant, gets nothing. */
  async take(tx: Tx, stateHash: Buffer, notBefore: Temporal.Instant): Promise<SignInAttempt | undefined> {
    const [row] = await tx.query<AttemptRow>(
      `DELETE FROM sign_in_attempt WHERE state_hash = $1 AND created_at > $2 RETURNING nonce, code_verifier, return_to`,
      [stateHash, notBefore.toString()],
    );
    return row && { nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to };
  }

  async deleteOlder(tx: Tx, than: Temporal.Instant): Promise<void> {
    await tx.query(`DELETE FROM sign_in_attempt WHERE created_at <= $1`, [than.toString()]);
  }
}
