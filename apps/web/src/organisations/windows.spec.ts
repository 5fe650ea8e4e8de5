import { clock, windowsOf } from './windows.js';

describe(clock, () => {
  it.each([
    ['9:00', '09:00'],
    ['09:30', '09:30'],
    [' 18.15 ', '18:15'],
    ['24:00', '24:00'],
  ])('reads %j as %j', (written, read) => expect(clock(written)).toBe(read));

  it('leaves what is no time for the API to refuse', () => expect(clock('noon')).toBe('noon'));
});

describe(windowsOf, () => {
  const form = (rows: readonly Readonly<Record<string, string>>[]): FormData => {
    const values = new FormData();
    for (const row of rows) for (const [name, value] of Object.entries(row)) values.append(name, value);
    return values;
  };

  it('keeps the order of the rows, and each with its own times', () => {
    const rows = [
      { weekday: '1', opens: '9:00', closes: '13:00', community: 'public' },
      { weekday: '1', opens: '14:00', closes: '24:00', community: 'members' },
    ];
    expect(windowsOf(form(rows))).toEqual([
      { weekday: 1, opens: '09:00', closes: '13:00', community: 'public' },
      { weekday: 1, opens: '14:00', closes: '24:00', community: 'members' },
    ]);
  });

  it('names no community where none is asked', () => {
    expect(windowsOf(form([{ weekday: '6', opens: '09:00', closes: '12:00' }]))).toEqual([
      { weekday: 6, opens: '09:00', closes: '12:00' },
    ]);
  });

  it('is empty without rows', () => expect(windowsOf(new FormData())).toEqual([]));
});
