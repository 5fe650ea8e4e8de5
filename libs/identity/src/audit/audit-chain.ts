import { createHash } from 'node:crypto';
import { entryLine, type FormEntry, type FormSeal, sealLine } from '../domain/audit-form.js';

/** What stands before the first seal. */
export const NO_SEAL: Buffer = Buffer.alloc(32);

/** The hash of entries that are added one by one, in their order. */
export class EntriesHash {
  private readonly hash = createHash('sha256');
  private added = 0;

  add(entry: FormEntry): void {
    this.hash.update(entryLine(entry));
    this.added += 1;
  }

  get count(): number {
    return this.added;
  }

  /** To be asked for once, at the end. */
  digest(): Buffer {
    return this.hash.digest();
  }
}

/** The hash of a seal, by which the next one is bound to it. */
export const sealHash = (previous: Buffer, seal: FormSeal): Buffer =>
  createHash('sha256').update(previous).update(sealLine(seal)).digest();
