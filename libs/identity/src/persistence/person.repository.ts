import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';

const LONGEST_NAME = 200;

export type Subject = Pick<Identity, 'issuer' | 'subject'>;

/** Who somebody is, in the words of the identity provider that vouches for them. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly displayName: string;
}

@Injectable()
export class PersonRepository {
  /** The person of this issuer and subject, made on the first sign-in, with the name as it is told today. */
  async recognise(tx: Tx, { issuer, subject, displayName }: Identity): Promise<string> {
    const [row] = await tx.query<{ readonly id: string }>(
      `INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT person_one_per_subject DO UPDATE SET display_name = excluded.display_name
       RETURNING id`,
      [newId(), issuer, subject, displayName],
    );
    return row!.id;
  }

  async find(tx: Tx, { issuer, subject }: Subject): Promise<string | undefined> {
    const [row] = await tx.query<{ readonly id: string }>(`SELECT id FROM person WHERE issuer = $1 AND subject = $2`, [
      issuer,
      subject,
    ]);
    return row?.id;
  }

  /** The person of this issuer and subject, who may never have signed in: until they do, the subject stands for the name. */
  async expect(tx: Tx, { issuer, subject }: Subject): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const [row] = await tx.query<{ readonly id: string }>(
      `INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT person_one_per_subject DO NOTHING RETURNING id`,
      [newId(), issuer, subject, subject.slice(0, LONGEST_NAME)],
    );
    if (row !== undefined) return { id: row.id, isNew: true };
    return { id: (await this.find(tx, { issuer, subject }))!, isNew: false };
  }

  /** @returns whether the person is there; nothing that names them is written by others until the transaction ends */
  async lock(tx: Tx, personId: string): Promise<boolean> {
    const rows = await tx.query(`SELECT id FROM person WHERE id = $1 FOR UPDATE`, [personId]);
    return rows.length > 0;
  }

  async delete(tx: Tx, personId: string): Promise<void> {
    await tx.query(`DELETE FROM person WHERE id = $1`, [personId]);
  }
}
