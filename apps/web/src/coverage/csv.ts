type Value = string | number | null;

const SEPARATOR = ';';

/** A cell that a spreadsheet would read as a formula is quoted into text. */
function cell(value: Value): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** With the byte order mark and the semicolons that an Italian spreadsheet expects. */
export const toCsv = (header: readonly string[], rows: readonly (readonly Value[])[]): string =>
  `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(SEPARATOR)).join('\r\n')}\r\n`;

export function downloadCsv(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
