import fc from 'fast-check';
import { Temporal } from '#libs/kernel';
import { dueAt } from './quiet-hours.js';

const ZONE = 'Europe/Rome';
const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);
const night = { from: '22:00', to: '07:00' };
const FAR = at('2027-06-01T00:00:00Z');

describe(dueAt.name, () => {
  it.each([
    ['before them', '2026-11-24T20:59:00Z', '2026-11-24T20:59:00Z'],
    ['as they begin', '2026-11-24T21:00:00Z', '2026-11-25T06:00:00Z'],
    ['past midnight', '2026-11-25T02:00:00Z', '2026-11-25T06:00:00Z'],
    ['as they end', '2026-11-25T06:00:00Z', '2026-11-25T06:00:00Z'],
    ['in the night that loses an hour', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    ['in the night that doubles an hour', '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
  ])('holds a notice until the quiet hours end, here %s', (_, ready, due) => {
    expect(dueAt(at(ready), night, ZONE, FAR).toString()).toBe(due);
  });

  it('knows quiet hours within one day', () => {
    const siesta = { from: '13:00', to: '15:00' };
    expect(dueAt(at('2026-11-24T12:30:00Z'), siesta, ZONE, FAR).toString()).toBe('2026-11-24T14:00:00Z');
    expect(dueAt(at('2026-11-24T22:30:00Z'), siesta, ZONE, FAR).toString()).toBe('2026-11-24T22:30:00Z');
  });

  it('wakes people for what concerns the next two hours', () => {
    const ready = at('2026-11-25T02:00:00Z');
    expect(dueAt(ready, night, ZONE, ready.add({ hours: 2 }))).toEqual(ready);
    expect(dueAt(ready, night, ZONE, ready.add({ hours: 3 }))).toEqual(ready.add({ hours: 1 }));
  });

  it('never sends early, never in the quiet hours what can wait, and never later than two hours before', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const clock = (n: number): string =>
      `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(
        minute,
        minute,
        fc.integer({ min: 0, max: 525_600 }),
        fc.integer({ min: 0, max: 2880 }),
        (f, t, r, c) => {
          fc.pre(f !== t);
          const ready = at('2026-01-01T00:00:00Z').add({ minutes: r });
          const concerns = ready.add({ minutes: c });
          const quiet = { from: clock(f), to: clock(t) };
          const due = dueAt(ready, quiet, ZONE, concerns);
          expect(Temporal.Instant.compare(due, ready)).toBeGreaterThanOrEqual(0);
          if (c > 120) expect(Temporal.Instant.compare(due, concerns.subtract({ hours: 2 }))).toBeLessThanOrEqual(0);
          else expect(due).toEqual(ready);
          expect(dueAt(due, quiet, ZONE, concerns)).toEqual(due);
        },
      ),
    );
  });
});
