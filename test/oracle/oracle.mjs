import { spawn, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { arch, platform } from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '../../.cache/valhalla');
const PACKAGE = '@valhallajs/valhallajs';

/**
 * Valhalla on the same extract, in a process of its own: a crash of it is not ours, its CPU time can be told apart,
 * and one process holds one Actor, which is all that its version 3.6.1 can bear.
 * @param {string} osmFile
 * @returns {Promise<Oracle>}
 */
export async function startOracle(osmFile) {
  await install();
  const config = await buildTiles(osmFile);
  const child = fork(join(here, 'oracle-process.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Oracle(child, config);
}

class Oracle {
  #child;
  #waiting = [];

  constructor(child, config) {
    this.#child = child;
    child.on('message', (answer) => this.#waiting.shift()?.fulfil(answer));
    child.on('exit', (code, signal) => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`Valhalla ended (${signal ?? code})`));
    });
    child.send({ config });
  }

  /**
   * Runs the queries one after another.
   * @param {'isochrone' | 'matrix' | 'locate'} action
   * @param {object[]} queries
   * @returns {Promise<{ answers: (object | { error: string })[], cpuMicros: number }>}
   */
  ask(action, queries) {
    return new Promise((fulfil, reject) => {
      this.#waiting.push({ fulfil, reject });
      this.#child.send({ action, queries });
    });
  }

  close() {
    this.#child.disconnect();
  }
}

async function install() {
  if (existsSync(join(here, 'node_modules', PACKAGE))) return;
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here });
}

/** Tiles are kept by the content of the extract and of our configuration. */
async function buildTiles(file) {
  const osmFile = resolve(file);
  const config = JSON.parse(await readFile(join(here, 'valhalla-config.json'), 'utf8'));
  const key = createHash('sha256')
    .update(await readFile(osmFile))
    .update(JSON.stringify(config))
    .digest('hex')
    .slice(0, 16);
  const folder = join(cache, key);
  config.mjolnir.tile_dir = join(folder, 'tiles');
  if (existsSync(folder)) return config;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'draft-'));
  try {
    const draftConfig = { ...config, mjolnir: { ...config.mjolnir, tile_dir: join(draft, 'tiles') } };
    await writeFile(join(draft, 'valhalla.json'), JSON.stringify(draftConfig));
    const builder = join(packageFolder(), platform, arch, 'valhalla_build_tiles');
    await run(builder, ['-c', join(draft, 'valhalla.json'), osmFile], { cwd: draft });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return config;
}

function packageFolder() {
  return dirname(createRequire(import.meta.url).resolve(PACKAGE));
}

function run(command, args, options) {
  return new Promise((fulfil, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) fulfil();
      else
        reject(new Error(`${command} ended with ${signal ?? code}: ${Buffer.concat(output).toString().slice(-500)}`));
    });
  });
}
