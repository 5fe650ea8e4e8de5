import { acrValuesFor, assuranceOf, isAtLeast } from './assurance.js';

describe(assuranceOf.name, () => {
  it.each([
    ['https://www.spid.gov.it/SpidL1', 'low'],
    ['https://www.spid.gov.it/SpidL2', 'substantial'],
    ['https://www.spid.gov.it/SpidL3', 'high'],
    ['http://eidas.europa.eu/LoA/substantial', 'substantial'],
    ['urn:quindici:assurance:high', 'high'],
    ['https://www.spid.gov.it/SpidL2/../SpidL3', 'none'],
    ['3', 'none'],
    [null, 'none'],
  ])('takes %s for %s', (acr, assurance) => expect(assuranceOf(acr)).toBe(assurance));
});

describe('A map of acr values', () => {
  const map = { substantial: 'silver gold', high: 'gold https://www.spid.gov.it/SpidL1' };

  it('gives a level to what the provider calls by its own names, the lower one when it is named twice', () => {
    expect(['silver', 'gold', 'silver gold', 'bronze'].map((acr) => assuranceOf(acr, map))).toEqual([
      'substantial',
      'substantial',
      'none',
      'none',
    ]);
  });

  it('does not lift what has a level by law', () => {
    expect(assuranceOf('https://www.spid.gov.it/SpidL1', map)).toBe('low');
  });

  it('says what to ask for, by default the levels of SPID', () => {
    expect([acrValuesFor('substantial', map), acrValuesFor('low', map), acrValuesFor('none', map)]).toEqual([
      'silver gold',
      'https://www.spid.gov.it/SpidL1',
      undefined,
    ]);
  });
});

describe(isAtLeast.name, () => {
  it('orders the levels', () => {
    expect([isAtLeast('high', 'substantial'), isAtLeast('low', 'low'), isAtLeast('none', 'low')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
