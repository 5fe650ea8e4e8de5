import type { ImportReport } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import type { ImportOutcome, RowReason } from '#libs/platform';
import { type Language, textOf } from '../problems/problem-titles.js';

/** Nothing was written, since rows were refused: the report says which and why. */
export class ImportRefused extends DomainError {
  readonly code = 'import-refused';
  readonly kind = 'unprocessable';
  override readonly details: { readonly report: ImportReport };

  constructor(report: ImportReport) {
    super(`${report.refused.length} rows can not be taken, and nothing was written: the report says which and why`);
    this.details = { report };
  }
}

/** @throws ImportRefused when it should have been kept and was not */
export function answerImport({ report, kept }: ImportOutcome, language: Language): ImportReport {
  const refused = report.refused.map(({ row, name, reasons }) => ({
    row,
    name,
    reasons: reasons.map((reason) => ({ code: reason.code, field: reason.field, detail: inWords(reason, language) })),
  }));
  const told = { ...report, refused };
  if (!kept && !report.dryRun) throw new ImportRefused(told);
  return told;
}

function inWords({ code, message, values = {} }: RowReason, language: Language): string {
  const text = language === 'it' ? textOf(code) : undefined;
  return text?.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')) ?? message;
}
