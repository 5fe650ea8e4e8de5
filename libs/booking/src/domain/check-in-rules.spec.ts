import fc from 'fast-check';
import { Temporal, TimeRange } from '#libs/kernel';
import { BOOKING_POLICY } from './booking-policy.js';
import { offersFor, type PresenceRules, releasedAt, rulesOfBundle, type Stay } from './check-in-rules.js';

const SPAN = TimeRange.parse('2026-11-24T09:00:00Z', '2026-11-24T11:00:00Z');
const RULES: PresenceRules = { ...BOOKING_POLICY, noShowAfterMinutes: 20 };
const STAY: Stay = { span: SPAN, status: 'confirmed', onMyWayAt: null, noShowAt: null, appealedAt: null };
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const told = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

describe(offersFor.name, () => {
  it('offers check-in from a quarter before the start to the release, and one word on the way', () => {
    expect(told(offersFor(STAY, RULES))).toEqual({
      checkIn: { from: '2026-11-24T08:45:00Z', until: '2026-11-24T09:20:00Z' },
      onMyWayUntil: '2026-11-24T09:20:00Z',
      appealUntil: null,
    });
    expect(told(offersFor({ ...STAY, onMyWayAt: at('2026-11-24T09:10:00Z') }, RULES))).toMatchObject({
      checkIn: { until: '2026-11-24T09:35:00Z' },
      onMyWayUntil: null,
    });
  });

  it('offers nothing of it to who is there, and an appeal to who was taken for absent, once', () => {
    expect(offersFor({ ...STAY, status: 'checked_in' }, RULES)).toMatchObject({ checkIn: null, onMyWayUntil: null });
    const released = { ...STAY, status: 'released', noShowAt: at('2026-11-24T09:20:03Z') };
    expect(told(offersFor(released, RULES))).toMatchObject({ checkIn: null, appealUntil: '2026-11-25T09:20:03Z' });
    expect(offersFor({ ...released, appealedAt: at('2026-11-24T09:30:00Z') }, RULES).appealUntil).toBeNull();
  });
});

describe(releasedAt.name, () => {
  const rules = fc.record({
    checkInFromMinutes: fc.nat(60),
    noShowAfterMinutes: fc.option(fc.nat(240)),
    onMyWayMinutes: fc.nat(60),
    strikes: fc.constant(null),
  });

  it('lies within the booking, and no earlier for who is on the way', () => {
    fc.assert(
      fc.property(rules, (given) => {
        const [alone, onMyWay] = [releasedAt(SPAN, false, given), releasedAt(SPAN, true, given)];
        for (const instant of [alone, onMyWay]) if (instant !== null) expect(SPAN.contains(instant)).toBe(true);
        if (onMyWay !== null) expect(Temporal.Instant.compare(alone!, onMyWay)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is for a bundle no later than for any part of it that is ever released', () => {
    fc.assert(
      fc.property(fc.array(rules, { minLength: 1, maxLength: 4 }), (parts) => {
        const whole = rulesOfBundle(parts).noShowAfterMinutes;
        const graces = parts.flatMap(({ noShowAfterMinutes }) => noShowAfterMinutes ?? []);
        expect(whole === null).toBe(graces.length === 0);
        for (const minutes of graces) expect(whole).toBeLessThanOrEqual(minutes);
      }),
    );
  });
});
