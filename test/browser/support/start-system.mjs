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
 * One system for all files of the suite: the one that QUINDICI_URL names, else a demo of our own on embedded parts.
 * What the tests need to know of it is in the environment: QUINDICI_URL, QUINDICI_MQTT_URL and DATA_DIR.
 */
export default async function startSystem() {
  if (process.env.QUINDICI_URL !== undefined) return;
  if (!existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium')) return;
  if (!existsSync(main)) throw new Error(`${main} is missing: run \`npm run build\` first`);
  const data = await mkdtemp(join(tmpdir(), 'quindici-browser-'));
  const child = spawn(process.execPath, [main, 'up', '--port', '0', '--data', data], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  globalThis.quindiciOfTheBrowserSuite = { child, data };
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
  Object.assign(process.env, { QUINDICI_URL: url, QUINDICI_MQTT_URL: mqtt ?? '', DATA_DIR: data });
}
