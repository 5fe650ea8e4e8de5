import fc from 'fast-check';
import { InvalidFilter } from './scim-errors.js';
import { matches, parseFilter } from './scim-filter.js';

describe(parseFilter.name, () => {
  it.each([
    ['userName eq "ada"', [['username', 'ada']]],
    ['  USERNAME EQ "ada"  ', [['username', 'ada']]],
    [
      'externalId eq "a\\"b\\u0041" and active eq true',
      [
        ['externalid', 'a"bA'],
        ['active', true],
      ],
    ],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "x"', [['username', 'x']]],
    [
      'members.value eq "1" AND id eq "2" and n eq -1.5',
      [
        ['members.value', '1'],
        ['id', '2'],
        ['n', -1.5],
      ],
    ],
    ['displayName eq " and id eq "', [['displayname', ' and id eq ']]],
    [
      'active eq False and x eq null',
      [
        ['active', false],
        ['x', null],
      ],
    ],
  ])('reads %s', (text, expected) => {
    expect(parseFilter(text).map(({ attribute, value }) => [attribute, value])).toEqual(expected);
  });

  it.each([
    '',
    'userName',
    'userName eq ada',
    'userName co "a"',
    'userName eq "a" or userName eq "b"',
    'userName eq "a" and',
    'userName eq "a"and id eq "b"',
    'userName eq "a" id eq "b"',
    'not (userName eq "a")',
    '(userName eq "a")',
    'userName eq "a',
    'userName eq "\\x"',
    'emails[type eq "work"].value eq "a"',
    "userName eq 'a'",
  ])('refuses %j', (text) => {
    expect(() => parseFilter(text)).toThrow(InvalidFilter);
  });

  it('gives back any text that was quoted as JSON, and never anything but its own refusal', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(parseFilter(`userName eq ${JSON.stringify(value)}`)).toEqual([{ attribute: 'username', value }]);
        try {
          parseFilter(value);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidFilter);
        }
      }),
    );
  });
});

describe(matches.name, () => {
  it('holds an object to all conditions, in whatever case its attributes are written', () => {
    const conditions = parseFilter('type eq "work" and primary eq true');
    expect(matches({ Type: 'work', primary: true }, conditions)).toBe(true);
    expect(matches({ type: 'work' }, conditions)).toBe(false);
    expect(matches({ type: 'Work', primary: true }, conditions)).toBe(false);
  });
});
