import fc from 'fast-check';
import { isReturnPath } from './return-path.js';

describe(isReturnPath.name, () => {
  it.each(['/', '/prenotazioni', '/?lat=44.49&lon=11.34&from=2026-11-23T09:00:00Z', '/gestione/abc#piano', '/authors'])(
    'accepts %s',
    (path) => expect(isReturnPath(path)).toBe(true),
  );

  it.each([
    ['another origin', 'https://evil.example/'],
    ['a scheme-relative origin', '//evil.example/'],
    ['a backslash that browsers read as a slash', '/\\evil.example'],
    ['a backslash further on', '/a\\b'],
    ['a tab that browsers drop', '/\t/evil.example'],
    ['a line break', '/a\nset-cookie: x'],
    ['a script', 'javascript:alert(1)'],
    ['a path without its slash', 'prenotazioni'],
    ['nothing', ''],
    ['the sign-in itself', '/auth/sign-in?return_to=/'],
    ['the sign-in itself, by a detour', '/a/../auth/sign-in'],
    ['the demo provider', '/demo-idp/auth'],
    ['the API', '/api/v1/me'],
    ['a letter beyond ASCII', '/caffè'],
    ['an endless path', `/${'a'.repeat(2000)}`],
  ])('refuses %s', (_, path) => expect(isReturnPath(path)).toBe(false));

  it('accepts nothing that leads away', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (tail) => {
        const path = `/${tail}`;
        if (isReturnPath(path))
          expect(new URL(path, 'https://quindici.example').origin).toBe('https://quindici.example');
      }),
      { numRuns: 2000 },
    );
  });
});
