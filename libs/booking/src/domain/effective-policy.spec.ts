import fc from 'fast-check';
import { BOOKING_POLICY, type BookingPolicy } from './booking-policy.js';
import { effectivePolicy, type PolicyLayer, quotasOf } from './effective-policy.js';

const layer = (part: Partial<PolicyLayer>): PolicyLayer => ({
  organisationId: 'o',
  hubId: null,
  spaceId: null,
  kind: null,
  audience: null,
  rules: {},
  ...part,
});
const ASKED = { spaceId: 's', kind: 'desk', audiences: ['members', 'worker'] };

describe(effectivePolicy.name, () => {
  it('is what the product says where nobody says anything', () => {
    expect(effectivePolicy([], ASKED)).toBe(BOOKING_POLICY);
    expect(effectivePolicy([layer({})], ASKED)).toEqual(BOOKING_POLICY);
  });

  it('lets the hub speak over the organisation, the space over the hub, the kind over both, and the audience over all', () => {
    const layers = [
      layer({ audience: 'worker', rules: { horizonDays: 6 } }),
      layer({ audience: 'members', rules: { horizonDays: 5 } }),
      layer({ kind: 'desk', rules: { horizonDays: 4 } }),
      layer({ hubId: 'h', spaceId: 's', rules: { horizonDays: 3 } }),
      layer({ hubId: 'h', rules: { horizonDays: 2, leadMinutes: 7 } }),
      layer({ rules: { horizonDays: 1, leadMinutes: 1, cleaningMinutes: 30 } }),
    ];
    for (let n = 0; n < layers.length; n++)
      expect(effectivePolicy(layers.slice(n), ASKED).horizonDays).toBe(layers[n]!.rules.horizonDays);
    expect(effectivePolicy(layers, ASKED)).toMatchObject({ leadMinutes: 7, cleaningMinutes: 30 });
  });

  it('keeps days ahead for an audience from all others', () => {
    const layers = [layer({ rules: { priority: { audience: 'members', daysAhead: 7 } } })];
    expect(effectivePolicy(layers, ASKED).priority).toBeNull();
    expect(effectivePolicy(layers, { ...ASKED, audiences: [] }).priority).toEqual({
      audience: 'members',
      daysAhead: 7,
    });
  });

  const rules = fc.record(
    {
      horizonDays: fc.nat(700),
      leadMinutes: fc.nat(700),
      minMinutes: fc.integer({ min: 1, max: 700 }),
      maxMinutes: fc.integer({ min: 1, max: 700 }),
      maxActive: fc.option(fc.nat(9)),
      closedOnHolidays: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const anyLayer = fc
    .tuple(
      fc.constantFrom({}, { hubId: 'h' }, { hubId: 'h', spaceId: 's' }, { hubId: 'h', spaceId: 'other' }),
      fc.constantFrom(null, 'desk', 'room'),
      fc.constantFrom(null, 'members', 'worker', 'planner'),
      rules,
    )
    .map(([place, kind, audience, said]) => layer({ ...place, kind, audience, rules: said }));
  const layersOf = fc.uniqueArray(anyLayer, {
    selector: ({ hubId, spaceId, kind, audience }) => [hubId, spaceId, kind, audience].join(' '),
    maxLength: 12,
  });

  it('does not depend on the order of the layers, nor on layers that are for others', () => {
    fc.assert(
      fc.property(layersOf, fc.integer(), (layers, seed) => {
        const policy = effectivePolicy(layers, ASKED);
        const shuffled = layers.toSorted(
          (a, b) => (((a.rules.horizonDays ?? 3) * seed) % 7) - (((b.rules.horizonDays ?? 5) * seed) % 7),
        );
        const fitting = layers.filter(
          ({ spaceId, kind, audience }) => spaceId !== 'other' && kind !== 'room' && audience !== 'planner',
        );
        expect(effectivePolicy(shuffled, ASKED)).toEqual(policy);
        expect(effectivePolicy([...fitting, layer({ kind: 'room', rules: { horizonDays: 999 } })], ASKED)).toEqual(
          policy,
        );
        expect(quotasOf(shuffled, ASKED)).toEqual(quotasOf(layers, ASKED));
      }),
    );
  });

  it('takes each rule from a layer that says it, or from the product, and never asks for more at least than at most', () => {
    fc.assert(
      fc.property(layersOf, (layers) => {
        const policy = effectivePolicy(layers, ASKED);
        for (const rule of ['horizonDays', 'leadMinutes', 'maxMinutes', 'maxActive', 'closedOnHolidays'] as const) {
          const said: unknown[] = layers.flatMap(({ rules: one }) => (one[rule] === undefined ? [] : [one[rule]]));
          expect([BOOKING_POLICY[rule], ...said]).toContainEqual(policy[rule]);
        }
        expect(policy.minMinutes).toBeLessThanOrEqual(policy.maxMinutes);
      }),
    );
  });

  it('charges to the quota that the effective policy names, in the scope of the layer that names it', () => {
    const layers = [
      layer({ rules: { maxActive: 3, maxPerWeek: 5 } }),
      layer({ hubId: 'h', kind: 'desk', rules: { maxActive: 2 } }),
      layer({ hubId: 'h', audience: 'worker', rules: { maxPerWeek: null } }),
    ];
    expect(quotasOf(layers, ASKED)).toEqual([{ quota: 'active', scope: 'h desk', byBookable: true, allowed: 2 }]);
    expect(quotasOf(layers, { ...ASKED, kind: 'room', audiences: [] })).toEqual([
      { quota: 'active', scope: 'o', byBookable: false, allowed: 3 },
      { quota: 'week', scope: 'o', byBookable: false, allowed: 5 },
    ]);
    fc.assert(
      fc.property(layersOf, (any) => {
        const policy: BookingPolicy = effectivePolicy(any, ASKED);
        const active = quotasOf(any, ASKED).find(({ quota }) => quota === 'active');
        expect(active?.allowed ?? null).toBe(policy.maxActive);
      }),
    );
  });
});
