import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const main = join(root, 'dist/apps/quindici/src/main.js');
const START_MS = 240_000;

/**
 * A system for each worker of the suite, which all its files share: the one that QUINDICI_URL names, else demos of our own on embedded parts, since what one
 * file books or changes must not surprise another one that runs beside it. What the tests need to know of theirs, `own-system.mjs` puts into the environment.
 */
export default async function startSystems({ maxWorkers }) {
  if (process.env.QUINDICI_URL !== undefined) return;
  if (!existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium')) return;
  if (!existsSync(main)) throw new Error(`${main} is missing: run \`npm run build\` first`);
  globalThis.quindiciOfTheBrowserSuite = [];
  const systems = await Promise.all(Array.from({ length: maxWorkers }, start));
  process.env.QUINDICI_BROWSER_SYSTEMS = JSON.stringify(systems);
}

async function start() {
  const data = await mkdtemp(join(tmpdir(), 'quindici-browser-'));
  const child = spawn(process.execPath, [main, 'up', '--port', '0', '--data', data], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  globalThis.quindiciOfTheBrowserSuite.push({ child, data });
  const output = [];
  const ready = new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${why}:\n${output.join('')}`));
    const timer = setTimeout(() => fail('Quindici did not start in time'), START_MS);
    const read = (text) => {
      output.push(text);
      const url = /Quindici is ready at (http:\/\/[^\s]+)/.exec(output.join(''));
      if (url === null) return;
      clearTimeout(timer);
      resolve({ url: url[1], mqtt: /MQTT broker at (mqtt:\/\/[^\s]+)/.exec(output.join(''))?.[1] });
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => (clearTimeout(timer), fail(`Quindici ended with ${code}`)));
  });
  const { url, mqtt } = await ready;
  return { QUINDICI_URL: url, QUINDICI_MQTT_URL: mqtt ?? '', DATA_DIR: data };
}
