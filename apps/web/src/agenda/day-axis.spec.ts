import type { OpeningWindow } from '#libs/contracts';
import { dayAxis, dayStretch, shareOf, snapped, withoutThose } from './day-axis.js';

const ROME = 'Europe/Rome';
const HOUR = 3_600_000;
const everyDay = (opens: string, closes: string): readonly OpeningWindow[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes, community: 'public' }));
const at = (text: string): number => Date.parse(text);

describe(dayAxis.name, () => {
  it('runs from the first to the last open hour, on whole hours', () => {
    const axis = dayAxis('2026-11-23', ROME, everyDay('08:30', '18:15'), []);
    expect([axis.from, axis.to]).toEqual([at('2026-11-23T07:00:00Z'), at('2026-11-23T18:00:00Z')]);
    expect(axis.ticks.map(({ label }) => label).slice(0, 2)).toEqual(['08:00', '09:00']);
    expect(axis.closed).toEqual([
      { from: axis.from, to: at('2026-11-23T07:30:00Z') },
      { from: at('2026-11-23T17:15:00Z'), to: axis.to },
    ]);
  });

  it('shows what is held when the hub is closed, and no more than the day of what lasts longer', () => {
    const held = [{ from: at('2026-11-22T12:00:00Z'), to: at('2026-11-23T05:10:00Z') }];
    const axis = dayAxis('2026-11-23', ROME, everyDay('09:00', '24:00'), held);
    expect([axis.from, axis.to]).toEqual([axis.day.from, axis.day.to]);
  });

  it('shows the usual hours of a day on which the hub is closed', () => {
    const axis = dayAxis('2026-11-23', ROME, [], []);
    expect([axis.ticks[0]!.label, axis.ticks.at(-1)!.label]).toEqual(['08:00', '19:00']);
    expect(axis.closed).toEqual([{ from: axis.from, to: axis.to }]);
  });

  it.each([
    ['2026-10-25', 25, ['00:00', '01:00', '02:00', '02:00', '03:00']],
    ['2027-03-28', 23, ['00:00', '01:00', '03:00', '04:00', '05:00']],
  ])('draws the hours that %s really has', (day, hours, labels) => {
    const axis = dayAxis(day, ROME, everyDay('00:00', '24:00'), []);
    expect((axis.to - axis.from) / HOUR).toBe(hours);
    expect(axis.ticks.map(({ label }) => label).slice(0, 5)).toEqual(labels);
    expect(axis.ticks).toHaveLength(hours);
  });
});

describe(withoutThose.name, () => {
  it('leaves what no other covers', () => {
    const others = [
      { from: 5, to: 7 },
      { from: 2, to: 6 },
      { from: 9, to: 20 },
    ];
    expect(withoutThose({ from: 0, to: 10 }, others)).toEqual([
      { from: 0, to: 2 },
      { from: 7, to: 9 },
    ]);
  });
});

describe(snapped.name, () => {
  const day = dayStretch('2026-11-23', ROME);
  const booking = { from: day.from + 9 * HOUR, to: day.from + 13 * HOUR };
  const quarter = HOUR / 4;

  it('goes to the nearest step', () => {
    expect(snapped(quarter * 1.4, quarter, booking, day)).toBe(quarter);
    expect(snapped(-quarter * 0.6, quarter, booking, day)).toBe(-quarter);
  });

  it('keeps within the day, and in its place without a step', () => {
    expect(snapped(20 * HOUR, quarter, booking, day)).toBe(11 * HOUR);
    expect(snapped(-20 * HOUR, quarter, booking, day)).toBe(-9 * HOUR);
    expect(snapped(5 * HOUR, 0, booking, day)).toBe(0);
  });

  it('lets what lasts beyond the day stay where it is', () => {
    const long = { from: day.from - HOUR, to: day.to + HOUR };
    expect(Math.abs(snapped(0, quarter, long, day))).toBe(0);
  });
});

it('keeps within the axis what lies outside of it', () => {
  const axis = { from: 100, to: 200 };
  expect([50, 100, 150, 300].map((instant) => shareOf(axis, instant))).toEqual([0, 0, 0.5, 1]);
});
