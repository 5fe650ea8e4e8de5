import { z } from 'zod';
import { decodeCursor, encodeCursor, pageOfRows, UnknownCursor } from './page-cursor.js';

const shape = z.tuple([z.string(), z.uuid()]);
const id = '019a0000-0000-7000-8000-000000000001';

describe('The cursor of a page', () => {
  it('comes back as it went', () => {
    expect(decodeCursor(encodeCursor('Città di “Ò”', id), shape)).toEqual(['Città di “Ò”', id]);
  });

  it.each(['', 'x', encodeCursor(), encodeCursor('a'), encodeCursor('a', 'no id'), encodeCursor('a', id, 'more')])(
    'is refused as %j',
    (text) => expect(() => decodeCursor(text, shape)).toThrow(UnknownCursor),
  );

  it('is told only when something follows', () => {
    const page = (rows: readonly number[]): object => pageOfRows(rows, 2, String, (row) => `after ${row}`);
    expect(page([1, 2, 3])).toEqual({ items: ['1', '2'], next: 'after 2' });
    expect(page([1, 2])).toEqual({ items: ['1', '2'], next: null });
    expect(page([])).toEqual({ items: [], next: null });
  });
});
