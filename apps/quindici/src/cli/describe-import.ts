import type { ImportOutcome, RefusedRow } from '#libs/platform';

const MOST_SHOWN = 50;
const LONGEST_NAME = 30;

/** A report for people: what came of it in a line, then a table of the rows that were refused. */
export function describeImport({ report, kept }: ImportOutcome): string {
  const { dryRun, rows, created, changed, unchanged, refused } = report;
  const counts = `${rows} rows: ${created} new, ${changed} changed, ${unchanged} as they were, ${refused.length} refused`;
  const hint = refused.length === 0 ? '' : ': mend the rows above, or say --partial';
  const end = kept ? 'Written.' : dryRun ? 'Nothing was written: this was a dry run.' : `Nothing was written${hint}.`;
  return `${[counts, ...tableOf(refused), end].join('\n')}\n`;
}

function tableOf(refused: readonly RefusedRow[]): string[] {
  if (refused.length === 0) return [];
  const lines = refused
    .slice(0, MOST_SHOWN)
    .flatMap(({ row, name, reasons }) =>
      reasons.map(({ field, code, message }, i) => [
        i === 0 ? String(row) : '',
        i === 0 ? clipped(name ?? '') : '',
        field ?? '',
        `${message} (${code})`,
      ]),
    );
  const cells = [['row', 'name', 'column', 'why'], ...lines];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]!.length)));
  const shown = cells.map((line) => `  ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
  const rest = refused.length - MOST_SHOWN;
  return rest > 0 ? [...shown, `  and ${rest} more`] : shown;
}

/** One line of plain text, whatever a file says. */
function clipped(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}
