import { Injectable } from '@nestjs/common';
import type { NoticeLanguage } from '#libs/contracts';
import type { Tx } from '#libs/platform';
import type { QuietHours } from '../domain/quiet-hours.js';

export interface StoredPreferences {
  readonly email: boolean;
  readonly push: boolean;
  readonly appIo: boolean;
  readonly language: NoticeLanguage;
  readonly quiet: QuietHours | null;
}

const DEFAULTS: StoredPreferences = { email: true, push: true, appIo: false, language: 'it', quiet: null };

interface Row {
  readonly email: boolean;
  readonly push: boolean;
  readonly app_io: boolean;
  readonly language: NoticeLanguage;
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
}

@Injectable()
export class PreferenceRepository {
  async find(tx: Tx, personId: string): Promise<StoredPreferences> {
    const [row] = await tx.query<Row>(
      `SELECT email, push, app_io, language, to_char(quiet_from, 'HH24:MI') AS quiet_from, to_char(quiet_to, 'HH24:MI') AS quiet_to
         FROM notice_preference WHERE person_id = $1`,
      [personId],
    );
    if (row === undefined) return DEFAULTS;
    const { quiet_from: from, quiet_to: to, app_io: appIo, email, push, language } = row;
    return { email, push, appIo, language, quiet: from === null || to === null ? null : { from, to } };
  }

  async keep(tx: Tx, personId: string, { email, push, appIo, language, quiet }: StoredPreferences): Promise<void> {
    await tx.query(
      `INSERT INTO notice_preference (person_id, email, push, app_io, language, quiet_from, quiet_to)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (person_id) DO UPDATE
         SET email = excluded.email, push = excluded.push, app_io = excluded.app_io, language = excluded.language,
             quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`,
      [personId, email, push, appIo, language, quiet?.from ?? null, quiet?.to ?? null],
    );
  }
}
