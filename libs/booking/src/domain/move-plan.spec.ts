import fc from 'fast-check';
import { TimeRange } from '#libs/kernel';
import { movedSpan, sameSpan, targetsOf } from './move-plan.js';

const SPAN = TimeRange.parse('2026-11-24T09:00:00Z', '2026-11-24T11:00:00Z');
const held = [
  { id: 'claim-1', bookableId: 'desk' },
  { id: 'claim-2', bookableId: 'locker' },
];

describe('The plan of a move', () => {
  it('sends the only thing of a booking to the named place', () => {
    expect(targetsOf(held.slice(0, 1), { bookableId: 'OTHER' })).toEqual(new Map([['claim-1', 'other']]));
  });

  it('does not guess which part of a bundle is meant', () => {
    expect(targetsOf(held, { bookableId: 'other' })).toBe('bundle-needs-replace');
  });

  it('replaces the named parts of a bundle and leaves the rest', () => {
    expect(targetsOf(held, { replace: { LOCKER: 'other' } })).toEqual(
      new Map([
        ['claim-1', 'desk'],
        ['claim-2', 'other'],
      ]),
    );
  });

  it.each([[{ chair: 'other' }], [{ desk: 'locker' }]])('refuses to replace %j', (replace) => {
    expect(targetsOf(held, { replace })).toBe('not-part-of-booking');
  });

  it('lets two parts of a bundle change places', () => {
    expect(targetsOf(held, { replace: { desk: 'locker', locker: 'desk' } })).toEqual(
      new Map([
        ['claim-1', 'locker'],
        ['claim-2', 'desk'],
      ]),
    );
  });

  it('never sends two parts to one place, and never loses one', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const bundles = fc.uniqueArray(ids, { minLength: 1 });
    fc.assert(
      fc.property(bundles, fc.dictionary(ids, ids), (bookables, replace) => {
        const claims = bookables.map((bookableId, n) => ({ id: `claim-${n}`, bookableId }));
        const targets = targetsOf(claims, { replace });
        if (typeof targets === 'string') return;
        expect([...targets.keys()]).toEqual(claims.map(({ id }) => id));
        expect(new Set(targets.values()).size).toBe(claims.length);
      }),
    );
  });

  it('keeps the end that is not named, and refuses a span that would end before it begins', () => {
    expect(movedSpan(SPAN, { to: '2026-11-24T12:00:00Z' })!.written).toEqual({
      from: '2026-11-24T09:00:00Z',
      to: '2026-11-24T12:00:00Z',
    });
    expect(movedSpan(SPAN, { from: '2026-11-24T11:00:00Z' })).toBeUndefined();
    expect(sameSpan(movedSpan(SPAN, { from: '2026-11-24T10:00:00+01:00' })!, SPAN)).toBe(true);
  });
});
