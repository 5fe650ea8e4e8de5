import { neededBy, parseFindSearch } from './find-search.js';

const hub = '01931d2a-0000-7000-8000-000000000001';

describe(parseFindSearch.name, () => {
  it('reads a whole address', () => {
    const raw = {
      metro: 'bologna',
      lat: '44.49381234',
      lon: '11.3426',
      minutes: '20',
      day: '2026-11-23',
      from: '14:00',
      to: '24:00',
      needs: 'quiet',
      hub,
      desk: hub,
      plan: '1',
    };
    expect(parseFindSearch(raw)).toEqual({
      ...raw,
      lat: 44.49381,
      lon: 11.3426,
      minutes: 20,
      plan: 1,
    });
  });

  it('counts as missing what makes no sense', () => {
    const raw = {
      metro: '../x',
      lat: '91',
      lon: 'x',
      minutes: '1e9',
      day: '2026-02-30',
      from: '14:07',
      to: '25:00',
      hub: '1',
      desk: '<',
      plan: 'yes',
    };
    expect(Object.values(parseFindSearch(raw)).filter((value) => value !== undefined)).toEqual([]);
  });

  it('takes a point or a span only whole', () => {
    expect(parseFindSearch({ lat: '44.5' }).lat).toBeUndefined();
    expect(parseFindSearch({ day: '2026-11-23', from: '09:00' }).day).toBeUndefined();
  });
});

describe(neededBy.name, () => {
  it('knows only services that can be asked for', () => {
    expect(neededBy({ needs: 'quiet,free_beer,step_free' })).toEqual(['step_free', 'quiet']);
    expect(neededBy({})).toEqual([]);
  });
});
