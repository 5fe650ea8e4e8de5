import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backendSeconds, cpuSeconds } from './support/cpu.mjs';
import { HttpClient, openGround, quantile, quarter, serverUrl, startApi } from './support/booking-ground.mjs';

const DATABASE = 'quindici_bench_booking';
const CLIENTS = [1, 8, 64];
/** At as many clients the CPU is told, and pgbench runs. */
const COMPARED = 8;
const HUBS = 4;
const SECONDS = 8;
const WARM_UP_MS = 3000;
/** A booking may begin so many quarters ahead at most. */
const MOST_PER_CLIENT = 58 * 96;
const server = serverUrl();

const ground = await openGround(server, DATABASE, Math.max(...CLIENTS), HUBS);
const api = await startApi(ground.url);
const now = Date.now();
const clients = ground.cookies.map((cookie, n) => {
  const { hubId, desks } = ground.hubs[n % HUBS];
  return { http: new HttpClient(api.origin, cookie), hubId, desk: desks[Math.floor(n / HUBS)], next: 0 };
});
await bookFor(WARM_UP_MS, clients);
const rates = {};
for (const count of CLIENTS) {
  const ours = await bookFor(SECONDS * 1000, clients.slice(0, count));
  rates[count] = ours;
  console.log(
    `quindici   ${ours.perSecond.toFixed(0)} bookings/s at ${count} clients, p50 ${quantile(ours.ms, 0.5).toFixed(1)} ms, ` +
      `p99 ${quantile(ours.ms, 0.99).toFixed(1)} ms; CPU per booking: Node ${ours.nodeMs.toFixed(2)} ms, PostgreSQL ${ours.postgresMs.toFixed(2)} ms`,
  );
}
clients.forEach(({ http }) => http.close());
await api.stop();

const bare = await bareInserts();
await ground.source.destroy();
const told = CLIENTS.map((count) => `rate_${count}=${rates[count].perSecond.toFixed(0)}`).join(' ');
const cpu = `cpu_ms=${(rates[COMPARED].nodeMs + rates[COMPARED].postgresMs).toFixed(2)}`;
if (bare === undefined) {
  console.log('pgbench is not installed: no bare INSERT to compare with');
  console.log(`RESULT name=booking ${told} ${cpu}`);
} else {
  console.log(`pgbench    ${bare.toFixed(0)} transactions/s at ${COMPARED} clients, the same rows each`);
  console.log(`ratio of rates, quindici to pgbench: ${(rates[COMPARED].perSecond / bare).toFixed(3)}`);
  console.log(`RESULT name=booking ${told} pgbench_${COMPARED}=${bare.toFixed(0)} ${cpu}`);
}
process.exit(0);

/** Each client books its own desk, one quarter of an hour after another. */
async function bookFor(milliseconds, some) {
  const before = { node: cpuSeconds(api.pid), postgres: backendSeconds(DATABASE) };
  const ms = [];
  const began = performance.now();
  const ends = began + milliseconds;
  await Promise.all(
    some.map(async (client) => {
      while (performance.now() < ends && client.next < MOST_PER_CLIENT) {
        const { hubId, desk } = client;
        const body = { hubId, items: [{ bookableId: desk }], ...quarter(client.next++, now) };
        const answer = await client.http.book(body);
        if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
        ms.push(answer.ms);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return {
    ms,
    perSecond: ms.length / seconds,
    nodeMs: (1000 * (cpuSeconds(api.pid) - before.node)) / ms.length,
    postgresMs: (1000 * (backendSeconds(DATABASE) - before.postgres)) / ms.length,
  };
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
      `INSERT INTO outbox (topic, hub_id, payload) VALUES ('claim', '${ground.hubId}', '{}'), ('booking', '${ground.hubId}', '{}');`,
      `INSERT INTO idempotency_key (person_id, key, request_hash, response, created_at) VALUES ('${ground.persons[0]}', :id, '', '{}', now());`,
      `COMMIT;`,
    ]
      .map((statement) => statement.replaceAll(/\s+/g, ' '))
      .join('\n'),
  );
  const { stdout } = await promisify(execFile)('pgbench', [
    '--no-vacuum',
    `--client=${COMPARED}`,
    '--jobs=2',
    `--time=${SECONDS}`,
    `--file=${script}`,
    ground.url,
  ]);
  rmSync(folder, { recursive: true });
  return Number(/tps = ([\d.]+)/.exec(stdout)[1]);
}
