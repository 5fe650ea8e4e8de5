import { readFile } from 'node:fs/promises';
import { parseTable, type Table, type TableLimits, UnreadableFile } from '#libs/platform';

/** @throws UnreadableFile, NotUtf8, TableTooLarge */
export async function readTable(file: string, limits?: TableLimits): Promise<Table> {
  return parseTable(file, await readBytes(file), limits);
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UnreadableFile(file, missing ? 'there is no such file' : String(error), { cause: error });
  }
}
