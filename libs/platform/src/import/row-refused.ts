import type { RowReason } from './import-report.js';

/** What is wrong with a row, found while it is read. */
export class RowRefused extends Error {
  constructor(readonly reasons: readonly RowReason[]) {
    super(reasons.map(({ message }) => message).join('; '));
  }
}

/** @throws RowRefused */
export function refuseRow(code: string, field: string | null, message: string, values?: RowReason['values']): never {
  throw new RowRefused([{ code, field, message, ...(values === undefined ? {} : { values }) }]);
}
