import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backendSeconds, cpuSeconds } from './support/cpu.mjs';
import { HttpClient, openGround, quantile, quarter, serverUrl, startApi } from './support/booking-ground.mjs';

const DATABASE = 'quindici_bench_booking';
const CLIENTS = 8;
const SECONDS = 8;
const WARM_UP = 200;
/** A booking may begin so many quarters ahead at most; each client books its own desk, one quarter after another. */
const MOST_PER_CLIENT = 58 * 96;
const server = serverUrl();

const ground = await openGround(server, DATABASE, CLIENTS);
const api = await startApi(ground.url);
const ours = await overHttp();
await api.stop();
console.log(
  `quindici   ${ours.perSecond.toFixed(0)} bookings/s at ${CLIENTS} clients, p50 ${quantile(ours.ms, 0.5).toFixed(1)} ms, ` +
    `p99 ${quantile(ours.ms, 0.99).toFixed(1)} ms; CPU per booking: Node ${ours.nodeMs.toFixed(2)} ms, PostgreSQL ${ours.postgresMs.toFixed(2)} ms`,
);

const bare = await bareInserts();
await ground.source.destroy();
if (bare === undefined) {
  console.log('pgbench is not installed: no bare INSERT to compare with');
  console.log(
    `RESULT name=booking per_second=${ours.perSecond.toFixed(0)} cpu_ms=${(ours.nodeMs + ours.postgresMs).toFixed(2)}`,
  );
} else {
  console.log(`pgbench    ${bare.toFixed(0)} transactions/s at ${CLIENTS} clients, the same four rows each`);
  console.log(
    `RESULT name=booking per_second=${ours.perSecond.toFixed(0)} share_of_bare=${(ours.perSecond / bare).toFixed(3)} ` +
      `cpu_ms=${(ours.nodeMs + ours.postgresMs).toFixed(2)}`,
  );
}
process.exit(0);

async function overHttp() {
  const now = Date.now();
  const clients = ground.cookies.map((cookie, n) => ({
    http: new HttpClient(api.origin, cookie),
    desk: ground.desks[n],
    next: 0,
  }));
  const bookNext = async (client) => {
    const body = { hubId: ground.hubId, items: [{ bookableId: client.desk }], ...quarter(client.next++, now) };
    const answer = await client.http.book(body);
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return answer.ms;
  };
  await Promise.all(
    clients.map(async (client) => {
      while (client.next < WARM_UP / CLIENTS) await bookNext(client);
    }),
  );
  const before = { node: cpuSeconds(api.pid), postgres: backendSeconds(DATABASE) };
  const ms = [];
  const began = performance.now();
  const ends = began + SECONDS * 1000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < ends && client.next < MOST_PER_CLIENT) ms.push(await bookNext(client));
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const nodeMs = (1000 * (cpuSeconds(api.pid) - before.node)) / ms.length;
  const postgresMs = (1000 * (backendSeconds(DATABASE) - before.postgres)) / ms.length;
  clients.forEach(({ http }) => http.close());
  return { ms, perSecond: ms.length / seconds, nodeMs, postgresMs };
}

/** The rows of a booking and nothing else: no sign-in, no rules, no locks. */
async function bareInserts() {
  try {
    execFileSync('pgbench', ['--version']);
  } catch {
    return undefined;
  }
  await ground.source.query(`CREATE SEQUENCE bench_slot`);
  const folder = mkdtempSync(join(tmpdir(), 'quindici-bench-'));
  const script = join(folder, 'insert.sql');
  const span = `tstzrange(timestamptz '2100-01-01' + :slot * interval '15 min', timestamptz '2100-01-01' + (:slot + 1) * interval '15 min')`;
  const ids = `'${ground.hubId}', :id`;
  writeFileSync(
    script,
    [
      `SELECT nextval('bench_slot') AS slot, quote_literal(gen_random_uuid()) AS id \\gset`,
      `BEGIN;`,
      `INSERT INTO engagement (person_id, hub_id, booking_id, during, active) VALUES ('${ground.persons[0]}', ${ids}, ${span}, true);`,
      `INSERT INTO booking (hub_id, id, person_id, created_at) VALUES (${ids}, '${ground.persons[0]}', now());`,
      `INSERT INTO claim (hub_id, id, bookable_id, booking_id, kind, status, during, blocked)
         VALUES (${ids}, '${ground.desks.at(-1)}', :id, 'booking', 'confirmed', ${span}, ${span});`,
      `INSERT INTO outbox (topic, hub_id, payload) VALUES ('claim', '${ground.hubId}', '{}');`,
      `COMMIT;`,
    ]
      .map((statement) => statement.replaceAll(/\s+/g, ' '))
      .join('\n'),
  );
  const { stdout } = await promisify(execFile)('pgbench', [
    '--no-vacuum',
    `--client=${CLIENTS}`,
    '--jobs=2',
    `--time=${SECONDS}`,
    `--file=${script}`,
    ground.url,
  ]);
  rmSync(folder, { recursive: true });
  return Number(/tps = ([\d.]+)/.exec(stdout)[1]);
}
