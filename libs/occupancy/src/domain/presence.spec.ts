import fc from 'fast-check';
import {
  advance,
  confidenceOf,
  type DeskReading,
  nextDueAt,
  presenceRules,
  replay,
  stateOf,
  step,
  unheard,
} from './presence.js';

const MINUTE = 60_000;
const rules = presenceRules(750);
const at = (minutes: number, motion = true): DeskReading => ({ at: minutes * MINUTE, motion });
const after = (...readings: DeskReading[]): ReturnType<typeof replay> => replay(readings, rules);
const quiet = (from: number, to: number): DeskReading[] =>
  Array.from({ length: Math.floor((to - from) / 5) }, (_, n) => at(from + 5 * (n + 1), false));
const stateAt = (minutes: number, ...readings: DeskReading[]): string =>
  stateOf(advance(after(...readings), minutes * MINUTE, rules));

describe('The presence at a desk', () => {
  it('is unknown until the sensor speaks, then vacant', () => {
    expect(stateOf(unheard(0))).toBe('unknown');
    expect(stateAt(1, at(1, false))).toBe('vacant');
  });

  it('is not changed by one who passes by', () => {
    expect(after(at(1)).phase).toBe('seen');
    expect(stateAt(1, at(1))).toBe('vacant');
    expect(after(at(1), at(4, false)).phase).toBe('free');
  });

  it('is occupied from the second movement within three minutes', () => {
    expect(stateAt(2, at(1), at(2))).toBe('occupied');
    expect(after(at(1), at(2)).since).toBe(2 * MINUTE);
    expect(stateAt(5, at(1), at(4))).toBe('vacant');
  });

  it('is held while the person sits still, and for a quarter of an hour after they left', () => {
    const sat = [at(1), at(2)];
    expect(after(...sat, ...quiet(2, 13)).phase).toBe('occupied');
    expect(stateAt(14, ...sat, ...quiet(2, 14))).toBe('occupied');
    expect(stateAt(28, ...sat, ...quiet(2, 27))).toBe('occupied');
    expect(stateAt(29, ...sat, ...quiet(2, 29))).toBe('vacant');
  });

  it('goes on from away at the first movement, since when it began', () => {
    const back = after(at(1), at(2), ...quiet(2, 17), at(20));
    expect(back).toMatchObject({ phase: 'occupied', since: 2 * MINUTE });
  });

  it('is unknown, never free, when the sensor falls silent', () => {
    expect(stateAt(14.4, at(1), at(2))).toBe('occupied');
    expect(stateAt(14.5, at(1), at(2))).toBe('unknown');
    expect(stateAt(500, at(1), at(2))).toBe('unknown');
    expect(stateAt(13.5, at(1, false))).toBe('unknown');
  });

  it('is trusted less the longer nobody moved', () => {
    const away = after(at(1), at(2), ...quiet(2, 17));
    expect(confidenceOf(after(at(1), at(2)), 2 * MINUTE, rules)).toBe(0.95);
    expect(confidenceOf(away, 14 * MINUTE, rules)).toBe(0.9);
    expect(confidenceOf(away, 29 * MINUTE, rules)).toBe(0.5);
    expect(confidenceOf(unheard(0), 0, rules)).toBe(0);
  });
});

describe('For any readings', () => {
  // Few distinct times, so that many readings share one.
  const readings = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 90 }).map((n) => n * 40_000), motion: fc.boolean() }),
    { maxLength: 60 },
  );

  it('their order of arrival and repetitions of the same instant do not matter', () => {
    fc.assert(
      fc.property(readings, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list
          .map((reading) => ({ reading, key: keys.next().value! }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ reading }) => reading);
        const ordered = list.toSorted((a, b) => a.at - b.at).reduce((p, r) => step(p, r, rules), unheard(0));
        expect(replay(shuffled, rules)).toEqual(ordered);
      }),
    );
  });

  it('looking in between changes nothing', () => {
    fc.assert(
      fc.property(readings, fc.array(fc.nat(4_000_000)), (list, looks) => {
        const now = 4_000_000;
        const direct = advance(replay(list, rules), now, rules);
        const events = [...list.map((r) => ({ at: r.at, r })), ...looks.map((l) => ({ at: l, r: undefined }))];
        const looked = events
          .toSorted((a, b) => a.at - b.at)
          .reduce((p, { at: when, r }) => (r ? step(p, r, rules) : advance(p, when, rules)), unheard(0));
        expect(advance(looked, now, rules)).toEqual(direct);
      }),
    );
  });

  it('the public state changes when it is due, and not before', () => {
    fc.assert(
      fc.property(readings, (list) => {
        const presence = replay(list, rules);
        const due = nextDueAt(presence, rules);
        if (due === undefined) return expect(presence.phase).toBe('unknown');
        expect(stateOf(advance(presence, due - 1, rules))).toBe(stateOf(presence));
        expect(stateOf(advance(presence, due, rules))).not.toBe(stateOf(presence));
      }),
    );
  });
});
