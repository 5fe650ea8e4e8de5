import { sitSpans } from './sit-spans.js';

const rules = { gridMinutes: 15, lateMinutes: 15, minMinutes: 15, maxMinutes: 12 * 60 };
const hub = {
  timeZone: 'Europe/Rome',
  openingWindows: [{ weekday: 1, opens: '08:00', closes: '20:00', community: 'public' as const }],
};
/** On a Monday in winter, an hour ahead of UTC. */
const spansAt = (time: string, change: Partial<typeof rules> = {}, before: string | null = null): string[] =>
  sitSpans(Date.parse(`2026-11-23T${time}:00+01:00`), hub, { ...rules, ...change }, before).map(
    ({ from, to }) => `${local(from)}–${local(to)}`,
  );
const local = (instant: string): string => new Date(Date.parse(instant) + 3_600_000).toISOString().slice(11, 16);

describe(sitSpans, () => {
  it('begins with the step of the grid that has begun, and ends at its ends', () => {
    expect(spansAt('09:07')).toEqual(['09:00–20:00', '09:00–13:15', '09:00–11:15', '09:00–10:15']);
  });

  it('ends when the hub closes, and where an own booking begins', () => {
    expect(spansAt('18:40')).toEqual(['18:30–20:00', '18:30–19:45']);
    expect(spansAt('09:00', {}, '2026-11-23T10:30:00+01:00')).toEqual(['09:00–10:30', '09:00–10:00']);
  });

  it('is as long as the rules allow', () => {
    expect(spansAt('09:00', { maxMinutes: 90 })).toEqual(['09:00–10:30', '09:00–10:00']);
    expect(spansAt('19:50', { minMinutes: 30 })).toEqual([]);
  });

  it('begins with the next step where nobody may begin late', () => {
    expect(spansAt('09:07', { lateMinutes: 5 })).toEqual(['09:15–20:00', '09:15–13:15', '09:15–11:15', '09:15–10:15']);
  });

  it('offers nothing while the hub is closed', () => {
    expect([spansAt('07:59'), spansAt('20:00')]).toEqual([[], []]);
  });
});
