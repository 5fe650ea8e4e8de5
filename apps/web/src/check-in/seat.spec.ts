import type { Booking } from '#libs/contracts';
import { seatOf } from './seat.js';

const at = (time: string): string => `2026-11-23T${time}:00Z`;
const booking = (id: string, desk: string, from: string, to: string, change: Partial<Booking> = {}): Booking =>
  ({
    id,
    status: 'confirmed',
    from: at(from),
    to: at(to),
    bookables: [{ id: desk, status: change.status ?? 'confirmed' }],
    checkIn: { from: new Date(Date.parse(at(from)) - 15 * 60_000).toISOString(), until: null, code: 'K7P-2QX' },
    ...change,
  }) as Booking;
const seat = (bookings: readonly Booking[], time: string): string => {
  const found = seatOf(bookings, 'D-7', Date.parse(at(time)));
  return found.is === 'none' ? `none, then ${found.next?.id ?? 'nothing'}` : `${found.is} ${found.booking.id}`;
};
const mine = booking('mine', 'D-7', '09:00', '12:00');

/** A bundle of which the desk in question was given back by itself. */
const halfGivenBack: Booking = {
  ...booking('half', 'D-8', '09:00', '12:00'),
  bookables: [
    { id: 'D-7', status: 'cancelled', kind: 'desk', label: 'D-7', spaceName: '' },
    { id: 'D-8', status: 'confirmed', kind: 'desk', label: 'D-8', spaceName: '' },
  ],
};

describe(seatOf, () => {
  it.each<[string, readonly Booking[], string]>([
    ['08:45', [mine], 'due mine'],
    ['11:59', [mine], 'due mine'],
    ['08:30', [mine], 'early mine'],
    ['07:30', [mine], 'none, then mine'],
    ['12:00', [mine], 'none, then nothing'],
    ['10:00', [{ ...mine, status: 'checked_in', checkIn: null }], 'checked-in mine'],
    ['10:00', [booking('other', 'D-8', '09:00', '12:00')], 'elsewhere other'],
    ['08:00', [booking('other', 'D-8', '09:00', '12:00')], 'none, then other'],
    ['10:00', [booking('gone', 'D-7', '09:00', '12:00', { status: 'cancelled' })], 'none, then nothing'],
    ['08:50', [booking('other', 'D-8', '07:00', '09:00'), mine], 'due mine'],
    ['10:00', [halfGivenBack], 'elsewhere half'],
    ['08:50', [booking('asked', 'D-7', '09:00', '12:00', { status: 'held' })], 'none, then nothing'],
  ])('at %s finds %#', (time, bookings, expected) => expect(seat(bookings, time)).toBe(expected));
});
