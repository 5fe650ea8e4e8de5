import { parseOpening, writeOpening } from './opening-text.js';

describe(parseOpening.name, () => {
  it('reads days, ranges of days and communities', () => {
    expect(parseOpening('Sa 09:00-13:00')).toEqual([
      { weekday: 6, opensMinute: 540, closesMinute: 780, community: 'public' },
    ]);
    expect(parseOpening('school: Mo-We 8:00-14:00; We 15:00-24:00')).toEqual([
      ...[1, 2, 3].map((weekday) => ({ weekday, opensMinute: 480, closesMinute: 840, community: 'school' })),
      { weekday: 3, opensMinute: 900, closesMinute: 1440, community: 'public' },
    ]);
  });

  it('takes the community before or after, not both', () => {
    expect(parseOpening('mo 09:00-10:00 members')).toEqual(parseOpening('members: Mo 09:00-10:00'));
    expect(() => parseOpening('members: Mo 09:00-10:00 school')).toThrow(/two communities/);
  });

  it('is written back in short', () => {
    expect(writeOpening(parseOpening('Mo-We 8:00-14:00; Fr 8:00-14:00; Sa 15:00-24:00'))).toBe(
      'Mo-We 08:00-14:00; Fr 08:00-14:00; Sa 15:00-24:00',
    );
  });

  it('goes round the end of the week', () => {
    expect(parseOpening('Sa-Mo 10:00-12:00').map(({ weekday }) => weekday)).toEqual([6, 7, 1]);
  });

  it.each(['', 'always', 'Mo-Fr', 'Xx 09:00-10:00', 'Mo 19:00-09:00', 'Mo 09:00-24:01', 'Mo 09:70-10:00'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseOpening(text)).toThrow(RangeError);
    },
  );
});
