import { basename } from 'node:path';
import { DomainError, type DomainErrorKind } from '#libs/kernel';

/** Every row was refused: the file is of another place or another kind. */
export class NothingUsable extends DomainError {
  readonly code = 'nothing-usable';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor(file: string, refused: readonly RefusedRow[]) {
    const [first] = refused;
    super(
      `${basename(file)} holds nothing that can be used` +
        (first === undefined
          ? ''
          : `: all ${refused.length} rows were refused, the first (row ${first.row}) because ${first.reason}`),
    );
  }
}

export class InvalidImport extends DomainError {
  readonly code = 'invalid-import';
  readonly kind: DomainErrorKind = 'invalid';
}

export class CannotStore extends DomainError {
  readonly code = 'cannot-store';
  readonly kind: DomainErrorKind = 'unavailable';

  constructor(folder: string, cause: unknown) {
    super(
      `The files of the metro can not be written to ${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  }
}

/** A line or feature that was left out, counted from 1 without the header. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: string;
}
