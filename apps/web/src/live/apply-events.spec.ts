import type { LiveDesk, LiveHub, PresenceState } from '#libs/contracts';
import { applyEvents, needsFullState, totalsOf, verdictOf } from './apply-events.js';

const claim = { from: '2026-11-23T08:00:00Z', to: '2026-11-23T12:00:00Z', status: 'confirmed' } as const;
const desk = (bookableId: string, over: Partial<LiveDesk> = {}): LiveDesk => ({
  bookableId,
  label: bookableId,
  spaceId: 's',
  position: [0, 0],
  presence: 'vacant',
  confidence: 1,
  since: '2026-11-23T08:00:00Z',
  claim: null,
  verdict: 'free',
  ...over,
});
const hub = (...desks: readonly LiveDesk[]): LiveHub => ({
  hubId: 'h',
  at: '2026-11-23T09:00:00Z',
  open: true,
  headCount: 3,
  capacity: 20,
  totals: totalsOf(desks),
  devices: { total: 2, silent: 0 },
  desks: [...desks],
});
const presence = (bookableId: string, state: PresenceState, since = '2026-11-23T09:00:00Z', hubId = 'h') =>
  ({ name: 'presence', data: { hubId, bookableId, presence: state, confidence: 0.9, since } }) as const;
const count = (headCount: number) =>
  ({ name: 'headCount', data: { hubId: 'h', headCount, at: '2026-11-23T09:00:00Z' } }) as const;

describe(applyEvents.name, () => {
  it('turns a free desk into a squat when somebody sits down unbooked', () => {
    const after = applyEvents(hub(desk('a'), desk('b')), [presence('a', 'occupied')]);
    expect(after.desks.map(({ verdict }) => verdict)).toEqual(['squat', 'free']);
    expect(after.totals).toMatchObject({ free: 1, occupied: 1, squats: 1 });
  });

  it('turns a booked or ghost desk into one in use when its person arrives', () => {
    const before = hub(desk('a', { claim, verdict: 'booked' }), desk('b', { claim, verdict: 'ghost' }));
    const after = applyEvents(before, [presence('a', 'occupied'), presence('b', 'occupied')]);
    expect(after.totals).toMatchObject({ ghosts: 0, booked: 2, occupied: 2 });
    expect(after.desks.map(({ verdict }) => verdict)).toEqual(['in_use', 'in_use']);
  });

  it('does not judge a person who has left before the server does', () => {
    const before = hub(desk('a', { claim, presence: 'occupied', verdict: 'in_use' }));
    expect(applyEvents(before, [presence('a', 'vacant')]).desks[0]?.verdict).toBe('booked');
  });

  it('ignores what is older than what it knows, and other hubs', () => {
    const before = hub(desk('a'));
    expect(applyEvents(before, [presence('a', 'occupied', '2026-11-23T07:59:00Z')])).toBe(before);
    expect(applyEvents(before, [presence('a', 'occupied', '2026-11-23T09:00:00Z', 'other')])).toBe(before);
    expect(applyEvents(before, [presence('zzz', 'occupied')])).toBe(before);
  });

  it('takes the newest head count of a batch', () => {
    expect(applyEvents(hub(), [count(4), count(5)]).headCount).toBe(5);
  });
});

describe(verdictOf.name, () => {
  it('trusts no verdict without a sensor', () => {
    expect(verdictOf({ presence: 'unknown', claim, verdict: 'ghost' })).toBe('unknown');
    expect(verdictOf({ presence: 'unknown', claim: null, verdict: 'squat' })).toBe('unknown');
  });

  it('leaves the desk to who has checked in and gone for a coffee', () => {
    const checkedIn = { ...claim, status: 'checked_in' } as const;
    expect(verdictOf({ presence: 'vacant', claim: checkedIn, verdict: 'in_use' })).toBe('in_use');
    expect(verdictOf({ presence: 'unknown', claim: checkedIn, verdict: 'in_use' })).toBe('in_use');
  });
});

describe(needsFullState.name, () => {
  it('asks anew after a claim or a lost place, not after a presence', () => {
    expect(needsFullState([presence('a', 'vacant')])).toBe(false);
    expect(needsFullState([presence('a', 'vacant'), { name: 'reset', data: {} }])).toBe(true);
  });
});
