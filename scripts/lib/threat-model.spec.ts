import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

describe('The threat model', () => {
  const rows = read('docs/threat-model.md')
    .split('\n')
    .filter((line) => /^\| (Spoofing|Tampering|Repudiation|Information|Denial|Elevation)/.test(line));
  const guards = rows.map((row) => /`([^`]+)` “([^”]+)” *\|$/.exec(row)?.slice(1) as [string, string] | undefined);

  it('names a test for each threat', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((_, n) => guards[n] === undefined)).toEqual([]);
  });

  it('names tests that are there', () => {
    const missing = guards.filter((guard) => guard !== undefined && !read(guard[0]).includes(guard[1]));
    expect(missing).toEqual([]);
  });
});
