import { Readable } from 'node:stream';
import { type Stringifier, stringify } from 'csv-stringify';

/** RFC 4180 with a header, in UTF-8, written while the rows are read; what a spreadsheet would take for a formula is quoted. */
export function csvOf<Item>(
  columns: Readonly<Record<string, (item: Item) => string>>,
  items: AsyncIterable<Item>,
): Readable {
  const csv: Stringifier = stringify({
    header: true,
    columns: Object.keys(columns),
    record_delimiter: '\r\n',
    escape_formulas: true,
  });
  const rows = Readable.from(rowsOf(columns, items));
  rows.once('error', (error) => csv.destroy(error));
  csv.once('close', () => rows.destroy());
  return rows.pipe(csv);
}

async function* rowsOf<Item>(
  columns: Readonly<Record<string, (item: Item) => string>>,
  items: AsyncIterable<Item>,
): AsyncGenerator<string[]> {
  for await (const item of items) yield Object.values(columns).map((read) => read(item));
}
