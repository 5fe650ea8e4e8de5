import { toFilter } from './audit-filter.js';
import { parseAuditSearch } from './audit-search.js';

describe(toFilter, () => {
  it('takes the last day as a whole', () => {
    const { from, to } = toFilter({ from: '2026-03-01', to: '2026-03-01' });
    expect(Date.parse(to!) - Date.parse(from!)).toBe(24 * 3_600_000);
  });

  it('asks for nothing that was not chosen', () => {
    expect(Object.values(toFilter({})).filter((value) => value !== undefined)).toEqual([]);
  });
});

describe(parseAuditSearch, () => {
  it('forgets what the API would refuse', () => {
    const raw = { from: 'yesterday', to: '2026-03-01', action: 'DROP TABLE', actor: 'me', viewed: 'maybe' };
    expect(parseAuditSearch(raw)).toEqual({ to: '2026-03-01' });
  });
});
