import type { TFunction } from 'i18next';
import { keptFor } from './kept-for.js';

const t = ((key: string, values?: { readonly count: number }) =>
  [values?.count, key.replace('duration.', '')].join(' ').trim()) as unknown as TFunction;

describe(keptFor, () => {
  it.each([
    ['P7D', '7 days'],
    ['P1Y6M', '1 years, 6 months'],
    ['P2W', '14 days'],
    ['PT12H', '12 hours'],
    ['P1DT30M', '1 days, 30 minutes'],
  ])('says %s as %s', (duration, words) => expect(keptFor(duration, t)).toBe(words));

  it('tells months from minutes', () => {
    expect([keptFor('P3M', t), keptFor('PT3M', t)]).toEqual(['3 months', '3 minutes']);
  });

  it('says that what is kept for no time goes at once', () => expect(keptFor('PT0S', t)).toBe('nothing'));

  it('leaves what it does not know as it came', () => expect(keptFor('a while', t)).toBe('a while'));
});
