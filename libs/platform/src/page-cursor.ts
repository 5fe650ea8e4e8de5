import type { z } from 'zod';
import { DomainError } from '#libs/kernel';

export class UnknownCursor extends DomainError {
  readonly code = 'invalid-cursor';
  readonly kind = 'invalid';

  constructor() {
    super('The cursor is none of ours: pass on `next` of the former page as it was');
  }
}

/** The place after which a page of a list begins, in a form that clients pass on as it is. */
export const encodeCursor = (...parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** @throws UnknownCursor unless it has the shape that the list gives its cursors */
export function decodeCursor<Parts>(text: string, shape: z.ZodType<Parts>): Parts {
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw new UnknownCursor();
  }
}

/** Of one row more than were asked for, those asked for and the cursor of what follows. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursor: (row: Row) => string,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  return { items: shown.map(item), next: rows.length > limit ? cursor(shown.at(-1)!) : null };
}
