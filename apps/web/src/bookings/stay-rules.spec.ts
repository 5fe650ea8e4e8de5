import type { Booking } from '#libs/contracts';
import { actionsOf, laterEnds, type StayActions } from './stay-rules.js';

const FROM = '2026-11-23T08:00:00Z';
const TO = '2026-11-23T12:00:00Z';
const at = (time: string): number => Date.parse(`2026-11-23T${time}:00Z`);
const booking = (change: Partial<Booking>): Booking =>
  ({
    from: FROM,
    to: TO,
    status: 'confirmed',
    checkIn: { from: '2026-11-23T07:45:00Z', until: '2026-11-23T08:30:00Z', code: 'K7P-2QX' },
    onMyWayUntil: '2026-11-23T08:30:00Z',
    appealUntil: null,
    ...change,
  }) as Booking;
const offered = (change: Partial<Booking>, now: string): string[] =>
  Object.entries(actionsOf(booking(change), at(now)) satisfies StayActions)
    .filter(([, is]) => is)
    .map(([name]) => name);

describe(actionsOf, () => {
  it.each<[string, Partial<Booking>, string, string[]]>([
    ['long before', {}, '05:00', ['cancel', 'move', 'calendar']],
    ['an hour before', {}, '07:00', ['onMyWay', 'cancel', 'move', 'calendar']],
    ['when check-in is open', {}, '07:45', ['checkIn', 'onMyWay', 'cancel', 'move', 'calendar']],
    ['once it has begun', {}, '08:00', ['checkIn', 'onMyWay', 'extend', 'release', 'move', 'calendar']],
    [
      'after the grace, where it is not released',
      { onMyWayUntil: null },
      '09:00',
      ['checkIn', 'extend', 'release', 'move', 'calendar'],
    ],
    [
      'checked in',
      { status: 'checked_in', checkIn: null, onMyWayUntil: null },
      '09:00',
      ['extend', 'release', 'move', 'calendar'],
    ],
    ['at its end', {}, '12:00', []],
    ['released for want of check-in', released('2026-11-24T08:30:00Z'), '09:00', ['appeal']],
    ['released too long ago', released('2026-11-23T08:59:00Z'), '09:00', []],
    ['that waits to be approved', { status: 'held', checkIn: null, onMyWayUntil: null }, '07:50', ['cancel', 'move']],
    ['cancelled', { status: 'cancelled', checkIn: null, onMyWayUntil: null }, '07:00', []],
  ])('offers of a booking %s what can be done', (_when, change, now, actions) => {
    expect(offered(change, now).toSorted()).toEqual(actions.toSorted());
  });
});

function released(appealUntil: string): Partial<Booking> {
  return { status: 'released', checkIn: null, onMyWayUntil: null, appealUntil };
}

describe(laterEnds, () => {
  const ROME = 'Europe/Rome';

  it('goes on in quarter hours until the hub closes', () => {
    expect(laterEnds('2026-11-23T16:10:00Z', ROME, '18:00')).toEqual([
      '2026-11-23T16:15:00Z',
      '2026-11-23T16:30:00Z',
      '2026-11-23T16:45:00Z',
      '2026-11-23T17:00:00Z',
    ]);
  });

  it('goes on to midnight where nothing closes, also on a day of 25 hours', () => {
    expect(laterEnds('2026-10-25T21:30:00Z', ROME)).toEqual([
      '2026-10-25T21:45:00Z',
      '2026-10-25T22:00:00Z',
      '2026-10-25T22:15:00Z',
      '2026-10-25T22:30:00Z',
      '2026-10-25T22:45:00Z',
      '2026-10-25T23:00:00Z',
    ]);
  });

  it('offers nothing after closing, nor after midnight', () => {
    expect(laterEnds('2026-11-23T17:00:00Z', ROME, '18:00')).toEqual([]);
    expect(laterEnds('2026-11-23T23:00:00Z', ROME)).toEqual([]);
  });
});
