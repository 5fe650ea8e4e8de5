import { Temporal, TimeRange } from '#libs/kernel';
import { type Standing, stepFor } from './settling.js';

const at = (from: string, to: string): TimeRange => TimeRange.parse(`2026-11-${from}:00Z`, `2026-11-${to}:00Z`);
const WANTED = at('24T09:00', '24T10:00');
const SHIFTED = at('24T08:00', '24T09:00');
const GROUND = {
  revision: 2,
  now: Temporal.Instant.from('2026-11-23T08:00:00Z'),
  lastDay: Temporal.PlainDate.from('2027-01-22'),
};
const day = (change: Partial<Standing>): Standing => ({
  date: Temporal.PlainDate.from('2026-11-24'),
  state: 'booked',
  wanted: WANTED,
  settled: 2,
  reason: null,
  booking: { span: WANTED, live: true },
  ...change,
});
const open = { state: 'not_yet', booking: null } as const;
const refused = { state: 'refused', booking: null } as const;
const later = Temporal.PlainDate.from('2027-01-23');

describe(stepFor.name, () => {
  it.each<[string, Partial<Standing>, TimeRange | null, ReturnType<typeof stepFor>]>([
    ['keeps what is as it was wanted', {}, WANTED, null],
    ['moves what the clocks shifted', {}, SHIFTED, 'move'],
    ['moves what its person changed', { settled: 1 }, WANTED, 'move'],
    ['does not try a move again that could not be had', { wanted: SHIFTED, reason: 'hub-closed' }, SHIFTED, null],
    [
      'leaves alone what was moved by hand',
      { booking: { span: SHIFTED, live: true } },
      at('24T10:00', '24T11:00'),
      null,
    ],
    ['does not book again what was given back', { booking: { span: WANTED, live: false } }, SHIFTED, null],
    ['books what the horizon has reached', open, WANTED, 'book'],
    ['waits for what lies beyond it', { ...open, date: later }, WANTED, null],
    ['notes that what lies beyond it was shifted', { ...open, date: later }, SHIFTED, 'note'],
    ['asks again where the hub was closed', { ...refused, reason: 'hub-closed' }, WANTED, 'book'],
    ['does not ask again for what somebody else has', { ...refused, reason: 'bookable-taken' }, WANTED, null],
    ['asks for it at another time', { ...refused, reason: 'bookable-taken' }, SHIFTED, 'book'],
    ['wants nothing of a day that was given up', { state: 'cancelled' }, SHIFTED, null],
    ['leaves alone what has begun', { booking: { span: at('23T07:00', '23T09:00'), live: true } }, SHIFTED, null],
    ['does not ask again for what has begun', { ...refused, reason: 'hub-closed' }, at('23T07:00', '23T09:00'), null],
  ])('%s', (_, change, wanted, step) => {
    expect(stepFor(day(change), wanted, GROUND)).toBe(step);
  });
});
