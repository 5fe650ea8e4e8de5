import { type DeskNow, GRACE, type RunningClaim, verdictOn } from './reconcile.js';
import type { PresenceState } from './presence.js';

const from = 1_000_000_000;
const claim = (checkedIn = false): RunningClaim => ({ from, checkedIn });
const desk = (state: PresenceState, since = 0): DeskNow => ({ state, since });

describe(verdictOn.name, () => {
  it('of an unclaimed desk follows the sensor', () => {
    expect(verdictOn(undefined, desk('vacant'), from)).toBe('free');
    expect(verdictOn(undefined, desk('occupied'), from)).toBe('squat');
    expect(verdictOn(undefined, desk('unknown'), from)).toBe('unknown');
  });

  it('waits out the grace before a booked desk that nobody came to is a ghost', () => {
    expect(verdictOn(claim(), desk('vacant'), from + GRACE - 1)).toBe('booked');
    expect(verdictOn(claim(), desk('vacant'), from + GRACE)).toBe('ghost');
  });

  it('lets a person who checked in leave the desk for a while', () => {
    const left = from + 3 * GRACE;
    expect(verdictOn(claim(true), desk('vacant', left), left + GRACE - 1)).toBe('in_use');
    expect(verdictOn(claim(true), desk('vacant', left), left + GRACE)).toBe('ghost');
  });

  it('never makes a ghost of a desk whose sensor is silent', () => {
    expect(verdictOn(claim(), desk('unknown'), from + 10 * GRACE)).toBe('unknown');
    expect(verdictOn(claim(true), desk('unknown'), from + 10 * GRACE)).toBe('in_use');
  });

  it('is in use while somebody sits there', () => {
    expect(verdictOn(claim(), desk('occupied', from), from + 1)).toBe('in_use');
  });
});
