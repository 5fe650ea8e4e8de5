import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

const dist = fileURLToPath(new URL('../../dist/apps/web/', import.meta.url));
const KB = 1000;

/** Files that the first visit to / loads: the entry and all it imports without waiting for a click. */
function firstLoad(): readonly string[] {
  const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
  const seen = new Set<string>();
  const files = new Set<string>();
  const walk = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) walk(next);
  };
  walk('index.html');
  return [...files];
}

const gzipped = (files: readonly string[], ending: string): number =>
  files
    .filter((file) => file.endsWith(ending))
    .reduce((sum, file) => sum + gzipSync(readFileSync(dist + file)).byteLength, 0);

describe('the first load of /', () => {
  it('stays within 250 KB of JavaScript and 40 KB of CSS, gzipped', () => {
    if (!existsSync(`${dist}index.html`)) throw new Error('The web application is not built: run `npm run build`');
    const files = firstLoad();
    const [js, css] = [gzipped(files, '.js'), gzipped(files, '.css')];
    expect(js).toBeGreaterThan(50 * KB);
    expect(css).toBeGreaterThan(5 * KB);
    expect(js).toBeLessThanOrEqual(250 * KB);
    expect(css).toBeLessThanOrEqual(40 * KB);
  });
});
