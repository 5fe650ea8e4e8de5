import { draftOf, draftSpan, type ClosureDraft } from './closure-draft.js';
import { parseClosuresSearch } from './closures-search.js';

const ROME = 'Europe/Rome';
const draft = (more: Partial<ClosureDraft>): ClosureDraft => ({
  spaceId: null,
  fromDay: '2026-11-23',
  fromTime: '14:00',
  toDay: '2026-11-25',
  toTime: '24:00',
  ...more,
});

describe(draftSpan.name, () => {
  it('lasts over days, to the midnight that ends the last', () => {
    expect(draftSpan(draft({}), ROME)).toEqual({ from: '2026-11-23T13:00:00Z', to: '2026-11-25T23:00:00Z' });
  });

  it('refuses what ends before it begins, and an hour that is skipped', () => {
    expect(draftSpan(draft({ toDay: '2026-11-22' }), ROME)).toBe('empty');
    expect(draftSpan(draft({ toDay: '2026-11-23', toTime: '14:00' }), ROME)).toBe('empty');
    expect(draftSpan(draft({ fromDay: '2027-03-28', fromTime: '02:30', toDay: '2027-03-29' }), ROME)).toBe(
      'skipped-hour',
    );
  });
});

it('takes from the address only what makes sense', () => {
  const read = parseClosuresSearch({
    draft: '1',
    fromDay: '2026-02-30',
    fromTime: '09:15',
    toTime: '00:00',
    space: 'x',
  });
  expect(read).toMatchObject({ draft: 1, fromDay: undefined, fromTime: '09:15', toTime: undefined, space: undefined });
  expect(draftOf({ fromDay: '2026-12-01' }, ROME)).toMatchObject({ toDay: '2026-12-01', toTime: '24:00' });
});
