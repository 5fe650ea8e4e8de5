import { assertShallow, JsonTooDeep } from './json-depth.js';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe(assertShallow.name, () => {
  it('accepts 32 levels and refuses 33', () => {
    expect(() => assertShallow(nested(32))).not.toThrow();
    expect(() => assertShallow(nested(33))).toThrow(JsonTooDeep);
    expect(() => assertShallow('{"a":'.repeat(33))).toThrow(JsonTooDeep);
  });

  it('does not count brackets in strings, nor quotes that are escaped', () => {
    expect(() => assertShallow(JSON.stringify({ text: '[{'.repeat(100) }))).not.toThrow();
    expect(() => assertShallow(JSON.stringify({ text: `\\"${'['.repeat(100)}` }))).not.toThrow();
  });

  it('counts levels and not brackets', () => {
    expect(() => assertShallow(`[${Array.from({ length: 100 }, () => '[]').join()}]`)).not.toThrow();
  });
});
