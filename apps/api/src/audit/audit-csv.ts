import type { Readable } from 'node:stream';
import { Readable as Stream } from 'node:stream';
import { type Stringifier, stringify } from 'csv-stringify';
import type { AuditItem } from '#libs/contracts';

const COLUMNS: Readonly<Record<string, (item: AuditItem) => string>> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  actorKind: ({ actor }) => actor.kind,
  actorId: ({ actor }) => actor.id ?? '',
  actorName: ({ actor }) => actor.name ?? '',
  action: ({ action }) => action,
  viewed: ({ viewed }) => String(viewed),
  hubId: ({ hubId }) => hubId ?? '',
  subjectId: ({ subjectId }) => subjectId ?? '',
  object: ({ object }) => object ?? '',
  detail: ({ detail }) => JSON.stringify(detail),
  sealed: ({ sealed }) => String(sealed),
};

/** RFC 4180 with a header, in UTF-8, written while the entries are read; what a spreadsheet would take for a formula is quoted. */
export function auditCsv(items: AsyncIterable<AuditItem>): Readable {
  const csv: Stringifier = stringify({
    header: true,
    columns: Object.keys(COLUMNS),
    record_delimiter: '\r\n',
    escape_formulas: true,
  });
  const rows = Stream.from(rowsOf(items));
  rows.once('error', (error) => csv.destroy(error));
  csv.once('close', () => rows.destroy());
  return rows.pipe(csv);
}

async function* rowsOf(items: AsyncIterable<AuditItem>): AsyncGenerator<string[]> {
  for await (const item of items) yield Object.values(COLUMNS).map((read) => read(item));
}
