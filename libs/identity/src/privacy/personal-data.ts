import type { Tx } from '#libs/platform';

/**
 * What one part of the product keeps about persons. Each lib that keeps something gives its part; the process that serves persons binds
 * them all to PERSONAL_DATA, the one with the person itself last.
 */
export interface PersonalDataPart {
  /** Its name in the document of one's own data */
  readonly name: string;
  /** Every `table.column` that names a person: what becomes of it when they are erased */
  readonly columns: Readonly<Record<string, string>>;
  /** All that is kept, as its person may read it; with the power of the product itself */
  collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>>;
  /** Removes it, or what leads from it to the person; with the power of the product itself */
  erase(tx: Tx, personId: string): Promise<void>;
}

/** Injection token of `readonly PersonalDataPart[]`. */
export const PERSONAL_DATA = Symbol('PersonalData');

/** Columns that name a person and stay when they are erased, with the reason. */
export const PERSONAL_DATA_THAT_STAYS: Readonly<Record<string, string>> = {
  'audit_entry.actor_id': 'accountability: an id that leads to nobody once the person is erased',
  'audit_entry.subject_id': 'accountability: an id that leads to nobody once the person is erased',
};
