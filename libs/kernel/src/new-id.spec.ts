import { newId } from './new-id.js';

describe(newId.name, () => {
  it('is a version 7 UUID', () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sorts in the order in which it was made, within a millisecond too', () => {
    const ids = Array.from({ length: 1000 }, () => newId(1_800_000_000_000));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(1000);
  });

  it('sorts by the time it was made', () => {
    expect(newId(1_700_000_000_000) < newId(1_700_000_000_001)).toBe(true);
    expect(newId(2 ** 32 - 1) < newId(2 ** 32)).toBe(true);
  });
});
