import { ChangedMeanwhile } from '#libs/platform';
import { expectedVersion, NotConditional } from './entity-tag.js';

describe('The version that If-Match names', () => {
  it('is the number in the tag', () => {
    expect(expectedVersion('"7"')).toBe(7);
    expect(expectedVersion(' "120" ')).toBe(120);
  });

  it.each([[undefined], [''], ['*']])('is asked for when the header is %j', (header) => {
    expect(() => expectedVersion(header)).toThrow(NotConditional);
  });

  it.each(['W/"7"', '7', '"07"', '"-1"', '"7", "8"', '"99999999999999999999"', '"a"'])(
    'is none of ours in %j',
    (header) => {
      expect(() => expectedVersion(header)).toThrow(ChangedMeanwhile);
    },
  );
});
