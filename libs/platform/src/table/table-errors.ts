import { basename } from 'node:path';
import { DomainError, type DomainErrorKind } from '#libs/kernel';

/** A file that can not be read as what it should be. */
export class UnreadableFile extends DomainError {
  readonly code: string = 'unreadable-file';
  readonly kind: DomainErrorKind = 'invalid';

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${basename(file)}: ${reason}`, options);
  }
}

export class NotUtf8 extends UnreadableFile {
  override readonly code = 'file-not-utf8';

  constructor(file: string, where: string) {
    super(file, `it is not text in UTF-8 (${where}): save it again as "CSV UTF-8"`);
  }
}

export class TableTooLarge extends UnreadableFile {
  override readonly code = 'table-too-large';

  constructor(file: string, most: number, what: 'rows' | 'columns') {
    super(file, `it has more than ${most} ${what}`);
  }
}

export class ColumnMissing extends DomainError {
  readonly code = 'column-missing';
  readonly kind: DomainErrorKind = 'invalid';

  constructor(file: string, what: string, accepted: readonly string[], found: readonly string[]) {
    const there = found.slice(0, 20).map((name) => name.slice(0, 40));
    super(
      `${basename(file)} has no column for ${what}: name one of its columns ${accepted.join(', ')}; it has ${there.join(', ') || 'none'}`,
    );
  }
}
