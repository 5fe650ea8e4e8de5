import { assuranceOf, isAtLeast } from './assurance.js';

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

describe(isAtLeast.name, () => {
  it('orders the levels', () => {
    expect([isAtLeast('high', 'substantial'), isAtLeast('low', 'low'), isAtLeast('none', 'low')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
