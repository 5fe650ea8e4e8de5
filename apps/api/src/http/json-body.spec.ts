import { isTooDeep, repeatsKey } from './json-body.js';

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

describe(repeatsKey, () => {
  it.each([
    '{"role":"worker","role":"org_admin"}',
    '{"a":1,"b":[{"c":1,"c":2}]}',
    '{"role":1,"r\\u006fle":2}',
    '{"" : 1, ""\n: 2}',
    '{"a":{"a":1},"a":2}',
  ])('finds it in %s', (json) => {
    expect(JSON.parse(json)).toBeDefined();
    expect(repeatsKey(json)).toBe(true);
  });

  it.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '["a","a"]',
    '{"a":"a","b":"a:","c":"\\":\\""}',
    '"a"',
    '{"a":"{","b":"{"}',
  ])('does not find it in %s', (json) => {
    expect(JSON.parse(json)).toBeDefined();
    expect(repeatsKey(json)).toBe(false);
  });
});
