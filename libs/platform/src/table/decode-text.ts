import { isUtf8 } from 'node:buffer';
import { NotUtf8, UnreadableFile } from './table-errors.js';

/**
 * The text of a file, without the mark of byte order that spreadsheets put first.
 * @throws NotUtf8 that says in which line another encoding shows
 * @throws UnreadableFile when it is empty or no text at all
 */
export function decodeText(file: string, bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new NotUtf8(file, 'it begins as UTF-16 does');
  if (!isUtf8(bytes)) throw new NotUtf8(file, `line ${lineOfFault(bytes)} has letters in Latin-1 or Windows-1252`);
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.trim() === '') throw new UnreadableFile(file, 'it is empty');
  if (text.includes('\0')) throw new UnreadableFile(file, 'it is not text: a CSV or GeoJSON file in UTF-8 is needed');
  return text;
}

/** No byte of a character in UTF-8 looks like the end of a line, so that lines can be judged one by one. */
function lineOfFault(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end;
  }
  return line;
}
