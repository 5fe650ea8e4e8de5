import { isTooDeep } from './json-body.js';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe(isTooDeep.name, () => {
  it('accepts 32 levels and refuses 33', () => {
    expect(isTooDeep(nested(32))).toBe(false);
    expect(isTooDeep(nested(33))).toBe(true);
    expect(isTooDeep('{"a":'.repeat(33))).toBe(true);
  });

  it('does not count brackets in strings, nor quotes that are escaped', () => {
    expect(isTooDeep(JSON.stringify({ text: '[{'.repeat(100) }))).toBe(false);
    expect(isTooDeep(JSON.stringify({ text: `\\"${'['.repeat(100)}` }))).toBe(false);
  });

  it('counts levels and not brackets', () => {
    expect(isTooDeep(`[${Array.from({ length: 100 }, () => '[]').join()}]`)).toBe(false);
  });
});
