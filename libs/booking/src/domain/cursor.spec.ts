import { Temporal } from '#libs/kernel';
import { InvalidCursor } from './booking-errors.js';
import { decodeCursor, encodeCursor } from './cursor.js';

describe(decodeCursor.name, () => {
  it('reads what was written', () => {
    const cursor = {
      start: Temporal.Instant.from('2026-11-23T10:15:00Z'),
      bookingId: '019ab000-0000-7000-8000-000000000001',
    };
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  it.each([
    '',
    'x',
    '1_2',
    '-1_019ab000-0000-7000-8000-000000000001',
    '9999999999999999_019ab000-0000-7000-8000-000000000001',
  ])('refuses %j', (text) => {
    expect(() => decodeCursor(text)).toThrow(InvalidCursor);
  });
});
