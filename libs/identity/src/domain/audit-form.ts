/**
 * The form in which entries of the audit are sealed. It must never change: another form gets another number, and seals name theirs.
 *
 * Form 1: an entry is one line, the JSON array of [1, organisation, transaction, id, at, kind of actor, actor, action, viewed, hub, subject,
 * object, detail] without blanks, as JSON.stringify writes it, and a line feed; in UTF-8. `at` is the seconds since 1970 with six decimals and
 * `detail` the text of its jsonb, both as PostgreSQL writes them; ids are lower-case UUIDs, transactions decimal numbers, both as text;
 * what is absent is null.
 */
export const AUDIT_FORM = 1;

/** An entry field by field as the database writes it, so that nothing of it is rounded away. */
export interface FormEntry {
  readonly organisationId: string;
  readonly txid: string;
  readonly id: string;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly viewed: boolean;
  readonly hubId: string | null;
  readonly subjectId: string | null;
  readonly object: string | null;
  readonly detail: string;
}

/** What a seal says of itself. Its hash is that of the former seal's hash followed by this line, its entries' hash that of their lines. */
export interface FormSeal {
  readonly organisationId: string;
  /** Counts from 1 without gaps, as text */
  readonly number: string;
  readonly upToTxid: string;
  readonly upToId: string;
  readonly entries: number;
  /** Like `at` of an entry */
  readonly sealedAt: string;
  /** SHA-256 in lower-case hexadecimal digits */
  readonly entriesHash: string;
}

export function entryLine(entry: FormEntry): string {
  return line([
    AUDIT_FORM,
    entry.organisationId,
    entry.txid,
    entry.id,
    entry.at,
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.viewed,
    entry.hubId,
    entry.subjectId,
    entry.object,
    entry.detail,
  ]);
}

/** Form 1: the JSON array of [1, "seal", organisation, number, last transaction, last id, count, sealed at, entries' hash], written like an entry. */
export function sealLine(seal: FormSeal): string {
  return line([
    AUDIT_FORM,
    'seal',
    seal.organisationId,
    seal.number,
    seal.upToTxid,
    seal.upToId,
    seal.entries,
    seal.sealedAt,
    seal.entriesHash,
  ]);
}

/** Milliseconds since 1970, none before it, as PostgreSQL writes the epoch of an instant: seconds with six decimals. */
export function epochText(milliseconds: number): string {
  const fraction = milliseconds % 1000;
  return `${(milliseconds - fraction) / 1000}.${String(fraction).padStart(3, '0')}000`;
}

const line = (members: readonly (string | number | boolean | null)[]): string => `${JSON.stringify(members)}\n`;
