import { Temporal, TimeRange } from '#libs/kernel';
import { dayOfDesk } from './day-of-desk.js';

const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-11-23T${time}Z`);
const claim = (from: string, to: string): TimeRange => TimeRange.of(at(from), at(to));
const day = (...claims: readonly TimeRange[]): readonly (string | null)[] => {
  const { freeFrom, heldFrom } = dayOfDesk(claims, at('10:00'));
  return [freeFrom, heldFrom].map((instant) => instant?.toString().slice(11, 16) ?? null);
};

describe(dayOfDesk.name, () => {
  it('is free all day without a claim', () => {
    expect(day()).toEqual([null, null]);
  });

  it('tells when a free desk is held', () => {
    expect(day(claim('11:00', '12:00'), claim('14:00', '15:00'))).toEqual([null, '11:00']);
  });

  it('tells when a held desk is free, and when it is held again', () => {
    expect(day(claim('09:00', '11:00'))).toEqual(['11:00', null]);
    expect(day(claim('09:00', '11:00'), claim('11:30', '12:00'))).toEqual(['11:00', '11:30']);
  });

  it('does not call a desk free between claims that touch', () => {
    expect(day(claim('10:00', '11:00'), claim('11:00', '12:00'), claim('13:00', '14:00'))).toEqual(['12:00', '13:00']);
  });
});
