import { Injectable } from '@nestjs/common';
import type { Assurance } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

/** A sign-in under way: what the answer of the identity provider must fit. */
export interface SignInAttempt {
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  /** What the page asked for; none: any sign-in will do */
  readonly assurance: Assurance;
}

export interface TakenAttempt extends SignInAttempt {
  readonly createdAt: Temporal.Instant;
}

interface AttemptRow {
  readonly nonce: string;
  readonly code_verifier: string;
  readonly return_to: string;
  readonly assurance: Assurance;
  readonly created_at: Date;
}

@Injectable()
export class SignInAttemptRepository {
  async insert(tx: Tx, stateHash: Buffer, attempt: SignInAttempt, at: Temporal.Instant): Promise<void> {
    await tx.query(
      `INSERT INTO sign_in_attempt (state_hash, nonce, code_verifier, return_to, assurance, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [stateHash, attempt.nonce, attempt.codeVerifier, attempt.returnTo, attempt.assurance, at.toString()],
    );
  }

  /** Hands an attempt out once: whoever asks again, even at the same instant, gets nothing. */
  async take(tx: Tx, stateHash: Buffer): Promise<TakenAttempt | undefined> {
    const [row] = await tx.query<AttemptRow>(
      `DELETE FROM sign_in_attempt WHERE state_hash = $1 RETURNING nonce, code_verifier, return_to, assurance, created_at`,
      [stateHash],
    );
    if (row === undefined) return undefined;
    const { nonce, code_verifier: codeVerifier, return_to: returnTo, assurance, created_at: createdAt } = row;
    const at = instantOf(createdAt);
    return { nonce, codeVerifier, returnTo, assurance, createdAt: at };
  }
}
