import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';

const dist = (path) => fileURLToPath(new URL(`../../../dist/${path}`, import.meta.url));
const STREETS = 'metros/bench/1';
const DESKS = 20;
const QUARTER_MS = 15 * 60_000;

/**
 * A database of its own on the server, with hubs side by side that never close, and people who are signed in.
 * @returns of hubs, the first one by itself, and all
 */
export async function openGround(server, name, people, hubs = 1) {
  const url = await freshDatabase(server, name);
  const { newId } = await import('../../../dist/libs/kernel/src/index.js');
  const { dataSource, DatabaseModule, migrate } = await import('../../../dist/libs/database/src/index.js');
  const source = await dataSource(url).initialize();
  await migrate(source);
  const hub = await insertHubs(source, newId, hubs);
  const persons = Array.from({ length: people }, () => newId());
  await source.query(
    `INSERT INTO person (id, issuer, subject, display_name)
     SELECT id, 'bench', id::text, 'Bench' FROM unnest($1::uuid[]) AS id`,
    [persons],
  );
  const cookies = await openSessions(url, persons, DatabaseModule);
  return { url, source, persons, cookies, ...hub };
}

async function freshDatabase(server, name) {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Sessions as signing in opens them, without twenty walks through an identity provider. */
async function openSessions(url, persons, DatabaseModule) {
  process.env.DATABASE_URL = url;
  const { PlatformModule } = await import('../../../dist/libs/platform/src/index.js');
  const { IdentityModule, SessionService } = await import('../../../dist/libs/identity/src/index.js');
  const module = { module: class Bench {}, imports: [PlatformModule, DatabaseModule, IdentityModule] };
  const app = await NestFactory.createApplicationContext(module, { logger: ['error', 'warn'] });
  const sessions = app.get(SessionService, { strict: false });
  const tokens = [];
  for (const person of persons) tokens.push(await sessions.open(person, null));
  await app.close();
  return tokens.map((token) => `sid=${token}`);
}

async function insertHubs(source, newId, count) {
  const [metroId, organisationId] = [newId(), newId()];
  await source.query(`INSERT INTO metro (id, slug, name, time_zone) VALUES ($1, 'bench', 'Bench', 'Europe/Rome')`, [
    metroId,
  ]);
  await source.query(
    `INSERT INTO metro_network (metro_id, version, folder, attribution, extent, max_zoom, statistics, active)
     VALUES ($1, 1, $2, '', ST_MakeEnvelope(11.33, 44.48, 11.35, 44.5, 4326), 15, '{}', true)`,
    [metroId, STREETS],
  );
  await source.query(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Bench', 'municipality')`, [
    organisationId,
  ]);
  const hubs = [];
  for (let n = 0; n < count; n++) hubs.push(await insertHub(source, newId, { metroId, organisationId, n }));
  return { ...hubs[0], hubs };
}

async function insertHub(source, newId, { metroId, organisationId, n }) {
  const [hubId, spaceId] = [newId(), newId()];
  const desks = Array.from({ length: DESKS }, () => newId());
  await source.query(
    `INSERT INTO hub (id, metro_id, organisation_id, slug, name, kind, address, position)
     VALUES ($1, $2, $3, 'bench-' || $4::int, 'Bench', 'library', 'Bench', ST_SetSRID(ST_MakePoint(11.34 + $4::int * 0.0001, 44.49), 4326))`,
    [hubId, metroId, organisationId, n],
  );
  await source.query(
    `INSERT INTO space (hub_id, id, name, kind, level, outline) VALUES ($1, $2, 'Hall', 'floor', 0, ST_MakeEnvelope(0, 0, 50, 10))`,
    [hubId, spaceId],
  );
  await source.query(
    `INSERT INTO bookable (hub_id, id, space_id, kind, label, position)
     SELECT $1, id, $2, 'desk', 'D' || n, ST_MakePoint(n, 1) FROM unnest($3::uuid[]) WITH ORDINALITY AS desk (id, n)`,
    [hubId, spaceId, desks],
  );
  await source.query(
    `INSERT INTO opening_window (hub_id, id, weekday, opens_minute, closes_minute, community)
     SELECT $1, id, weekday, 0, 1440, 'public' FROM unnest($2::uuid[]) WITH ORDINALITY AS day (id, weekday)`,
    [hubId, Array.from({ length: 7 }, () => newId())],
  );
  return { hubId, desks };
}

/** Two streets that cross at the hub: what the API needs to be in service. */
async function saveStreets(dataFolder) {
  const { buildWalkNetwork, NETWORK_FILE, saveNetwork } = await import('../../../dist/libs/travel/src/index.js');
  const street = (id, ...nodes) => ({ id, tags: { highway: 'residential' }, nodes: Uint32Array.from(nodes) });
  const network = buildWalkNetwork({
    nodes: {
      count: 5,
      latE7: Int32Array.of(444900000, 444900000, 444900000, 444800000, 445000000),
      lonE7: Int32Array.of(113300000, 113400000, 113500000, 113400000, 113400000),
    },
    ways: [street(1, 0, 1, 2), street(2, 3, 1, 4)],
    relations: [],
    places: [],
    barriers: new Map(),
    bbox: { west: 11.33, south: 44.48, east: 11.35, north: 44.5 },
  });
  const folder = join(dataFolder, STREETS);
  mkdirSync(folder, { recursive: true });
  await saveNetwork(network, join(folder, NETWORK_FILE));
}

/** The n-th quarter of an hour from the next one but one; after it, nobody who took part is busy any more. */
export function quarter(n, now = Date.now()) {
  const from = (Math.floor(now / QUARTER_MS) + 2 + n) * QUARTER_MS;
  return { from: new Date(from).toISOString(), to: new Date(from + QUARTER_MS).toISOString() };
}

/** The API as it runs in production: a process of its own, from dist. */
export async function startApi(url, entry = dist('apps/api/src/main.js'), environment = {}) {
  const port = await freePort();
  const dataFolder = mkdtempSync(join(tmpdir(), 'quindici-bench-'));
  await saveStreets(dataFolder);
  const child = spawn(process.execPath, [entry], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataFolder,
      LOG_LEVEL: 'warn',
      AUTH_DEMO: '0',
      RATE_LIMIT: 'off',
      ...environment,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`${origin}/status`).catch(() => undefined);
    if (answer?.ok) break;
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('The API did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    origin,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(dataFolder, { recursive: true });
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One signed-in person with one connection that stays open. */
export class HttpClient {
  constructor(origin, cookie) {
    this.origin = origin;
    this.cookie = cookie;
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  book(body) {
    const payload = JSON.stringify(body);
    return this.send('POST', '/api/v1/bookings', payload, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'idempotency-key': crypto.randomUUID(),
      origin: this.origin,
    });
  }

  get(path) {
    return this.send('GET', path, undefined, {});
  }

  /** @returns {Promise<{status: number, ms: number, text: string}>} */
  send(method, path, payload, headers) {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.origin}${path}`,
        { method, agent: this.agent, headers: { ...headers, cookie: this.cookie } },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode, ms: performance.now() - began, text }));
        },
      );
      sent.on('error', reject);
      sent.end(payload);
    });
  }

  close() {
    this.agent.destroy();
  }
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function serverUrl() {
  const url = process.env.TEST_POSTGRES_URL;
  if (url === undefined) {
    console.error('TEST_POSTGRES_URL must name a PostgreSQL server with PostGIS: run `npm run bench -- NAME`');
    process.exit(1);
  }
  return url;
}
