import fc from 'fast-check';
import { afterEvent, claimEvents, type ClaimState, claimStates, isActive, statesBefore } from './claim-life.js';

const lives = fc.array(fc.constantFrom(...claimEvents), { maxLength: 12 });
/** The states of a claim to which these events happen; what can not happen is passed over. */
function walk(events: readonly (typeof claimEvents)[number][], from: ClaimState): readonly ClaimState[] {
  const states = [from];
  for (const event of events) states.push(afterEvent(states.at(-1)!, event) ?? states.at(-1)!);
  return states;
}

describe('The life of a claim', () => {
  it('is active until it ends, and ends once, unless a wrong release is taken back', () => {
    fc.assert(
      fc.property(lives, fc.constantFrom<ClaimState>('held', 'confirmed'), (events, from) => {
        const states = walk(events, from);
        for (const [n, state] of states.entries()) {
          const before = states[n - 1];
          if (before === undefined || before === state || isActive(before)) continue;
          expect([before, state]).toEqual(['released', 'checked_in']);
        }
      }),
    );
  });

  it('is never held again, and never unconfirmed', () => {
    const stage = (state: ClaimState): number => ['held', 'confirmed'].indexOf(state) >>> 0;
    fc.assert(
      fc.property(lives, fc.constantFrom(...claimStates), (events, from) => {
        const stages = walk(events, from).map(stage);
        expect(stages).toEqual(stages.toSorted((a, b) => a - b));
      }),
    );
  });

  it('releases as a no-show nobody who was seen', () => {
    expect(statesBefore('no-show')).toEqual(['confirmed']);
    expect(afterEvent('checked_in', 'no-show')).toBeNull();
  });

  it('checks in what is confirmed, once', () => {
    expect(statesBefore('check-in')).toEqual(['confirmed']);
  });

  it('comes to an end from every active state by time alone', () => {
    for (const state of claimStates.filter(isActive)) expect(isActive(afterEvent(state, 'end')!)).toBe(false);
  });
});
