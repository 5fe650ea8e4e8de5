import { parseTable, type Table, tableOfJson, UnreadableFile } from '#libs/platform';

const LIMITS = { rows: 10_000 };
/** As what was sent is called in what is said of it */
const NAME = 'import';

/**
 * The table that a request carries: text as it came, JSON as it was parsed.
 * @throws UnreadableFile, NotUtf8, TableTooLarge
 */
export function tableOf(body: unknown): Table {
  if (body === undefined || body === null) throw new UnreadableFile(NAME, 'it is empty');
  return body instanceof Uint8Array ? parseTable(NAME, body, LIMITS) : tableOfJson(NAME, body, LIMITS);
}
