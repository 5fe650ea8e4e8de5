import { weekText } from './week-text.js';

const window = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });

describe(weekText, () => {
  it('puts days of the same hours together', () => {
    const week = [1, 2, 3, 4, 5].map((day) => window(day, '09:00', '18:00'));
    expect(weekText([...week, window(6, '09:00', '13:00')], 'it')).toBe('lun–ven 09:00–18:00, sab 09:00–13:00');
  });

  it('does not join days across a closed one', () => {
    expect(weekText([window(1, '09:00', '12:00'), window(3, '09:00', '12:00')], 'it')).toBe(
      'lun 09:00–12:00, mer 09:00–12:00',
    );
  });

  it('orders the hours of a day', () => {
    expect(weekText([window(2, '14:00', '18:00'), window(2, '09:00', '13:00')], 'it')).toBe(
      'mar 09:00–13:00 14:00–18:00',
    );
  });
});
