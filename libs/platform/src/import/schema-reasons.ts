import type { RowReason } from './import-report.js';

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
  readonly values?: readonly unknown[];
}

/** What a schema finds wrong with a row, as reasons: missing, none of the words that there are, or wrong in itself. */
export function schemaReasons(issues: readonly Issue[], row: Readonly<Record<string, unknown>>): readonly RowReason[] {
  return issues.slice(0, 20).map((issue): RowReason => {
    const field = String(issue.path[0] ?? '');
    const where = issue.path.join('.');
    if (issue.path.length === 1 && isBlank(row[field]))
      return { code: 'row-field-missing', field, message: `${field} is missing`, values: { field } };
    if (issue.code === 'invalid_value') {
      const allowed = (issue.values ?? []).join(', ');
      const message = `${where} must be one of ${allowed}`;
      return { code: 'row-word-unknown', field, message, values: { field: where, allowed } };
    }
    return { code: 'row-field-invalid', field, message: `${where}: ${issue.message}`, values: { field: where } };
  });
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
