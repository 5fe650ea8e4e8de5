import { parseSignInSearch } from './sign-in-search.js';

describe(parseSignInSearch, () => {
  it.each(['/', '/prenotazioni?scope=past', '/organizzazioni/4f2/membri', '/invito'])('keeps %s', (path) => {
    expect(parseSignInSearch({ return_to: path })).toEqual({ return_to: path });
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    'prenotazioni',
    '',
    7,
    undefined,
  ])('forgets %j, which is no page of this site', (path) => {
    expect(parseSignInSearch({ return_to: path })).toStrictEqual({ return_to: undefined });
  });
});
