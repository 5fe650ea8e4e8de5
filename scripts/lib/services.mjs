import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { output, run } from './run.mjs';

const PACKAGES = { postgres: ['postgresql', 'postgresql-postgis'], mosquitto: ['mosquitto'], chromium: ['chromium'] };
const isRoot = process.getuid?.() === 0;

/**
 * The real servers and the browser that the suites need: named by the environment, or taken from Debian packages, which are installed
 * where that is allowed. What can not be had is listed with the reason.
 * @returns {Promise<{environment: Record<string, string>, missing: {name: string, reason: string}[], stop: () => Promise<void>}>}
 */
export async function provideServices(wanted) {
  const environment = {};
  const missing = [];
  const stops = [];
  await installPackages(wanted.filter((name) => !isNamed(name) && find[name]() === undefined));
  for (const name of wanted) {
    if (isNamed(name)) continue;
    const found = find[name]();
    if (found === undefined) {
      missing.push({
        name,
        reason: `${VARIABLE[name]} is not set and the Debian packages ${PACKAGES[name].join(', ')} could not be installed`,
      });
    } else if (name === 'postgres') {
      const server = await startPostgres(found);
      environment.TEST_POSTGRES_URL = server.url;
      stops.push(server.stop);
    } else {
      environment[VARIABLE[name]] = found;
    }
  }
  return {
    environment,
    missing,
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

const VARIABLE = { postgres: 'TEST_POSTGRES_URL', mosquitto: 'MOSQUITTO_PATH', chromium: 'CHROMIUM_PATH' };
const isNamed = (name) => Boolean(process.env[VARIABLE[name]]);

const firstThatExists = (...paths) => paths.find((path) => existsSync(path));
const find = {
  postgres: () => postgresFolder(),
  mosquitto: () => firstThatExists('/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'),
  chromium: () => firstThatExists('/usr/bin/chromium', '/usr/bin/google-chrome'),
};

/** The newest Debian PostgreSQL from 15 up that has PostGIS. */
function postgresFolder() {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return undefined;
  const version = readdirSync(base)
    .map(Number)
    .filter(
      (v) =>
        v >= 15 &&
        existsSync(`${base}/${v}/bin/initdb`) &&
        existsSync(`/usr/share/postgresql/${v}/extension/postgis.control`),
    )
    .toSorted((a, b) => b - a)[0];
  return version === undefined ? undefined : `${base}/${version}/bin`;
}

async function installPackages(names) {
  if (names.length === 0 || !existsSync('/usr/bin/apt-get')) return;
  const prefix = isRoot ? [] : (await output('sudo', ['-n', 'true'])) === undefined ? undefined : ['sudo', '-n'];
  if (prefix === undefined) return;
  const packages = names.flatMap((name) => PACKAGES[name]);
  console.log(`Installing the Debian packages ${packages.join(', ')} ...`);
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    return run(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...packages);
  } catch (error) {
    console.log(`They could not be installed: ${error.message}`);
  }
}

/** A throw-away cluster on a free port of the loopback, with the durability settings of production. */
async function startPostgres(bin) {
  const folder = mkdtempSync(join(tmpdir(), 'quindici-postgres-'));
  const port = await freePort();
  const asPostgres = async (program, ...args) => {
    const [command, ...rest] = isRoot
      ? ['runuser', '-u', 'postgres', '--', join(bin, program), ...args]
      : [join(bin, program), ...args];
    await run(command, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  if (isRoot) await run('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  await asPostgres('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale');
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=200`;
  await asPostgres('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start');
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await asPostgres('pg_ctl', '-D', data, '-m', 'fast', '-w', 'stop').catch((error) => console.error(error.message));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
