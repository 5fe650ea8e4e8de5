import { backendSeconds, cpuSeconds } from './support/cpu.mjs';
import { HttpClient, openGround, quantile, serverUrl, startApi } from './support/booking-ground.mjs';

/** Bookings in the table, all of one hub; of its desks each holds as many. */
const ROWS = Number(process.env.ROWS ?? 1_000_000);
const DATABASE = 'quindici_bench_availability';
const DESKS = 500;
const REQUESTS = 300;
const WARM_UP = 30;
const HORIZON_DAYS = 60;
const DAY_MS = 86_400_000;

const ground = await openGround(serverUrl(), DATABASE, 1);
const began = performance.now();
const active = await fill();
console.log(
  `${ROWS} bookings, ${active} of them ahead, written in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
console.log(await planOfWeek());

const api = await startApi(ground.url);
const client = new HttpClient(api.origin, ground.cookies[0]);
const ms = [];
let free = 0;
let before;
for (let n = -WARM_UP; n < REQUESTS; n++) {
  if (n === 0) before = { node: cpuSeconds(api.pid), postgres: backendSeconds(DATABASE) };
  const from = Date.now() + (1 + (Math.abs(n) % (HORIZON_DAYS - 8))) * DAY_MS;
  const span = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(from + 7 * DAY_MS).toISOString(),
  });
  const answer = await client.get(`/api/v1/hubs/${ground.hubId}/availability?${span}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  free += JSON.parse(answer.text).free.length;
  if (n >= 0) ms.push(answer.ms);
}
const nodeMs = (1000 * (cpuSeconds(api.pid) - before.node)) / REQUESTS;
const postgresMs = (1000 * (backendSeconds(DATABASE) - before.postgres)) / REQUESTS;
client.close();
await api.stop();
await ground.source.destroy();
console.log(
  `a week of one hub: p50 ${quantile(ms, 0.5).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms, ${(free / (REQUESTS + WARM_UP)).toFixed(0)} desks free; CPU: Node ${nodeMs.toFixed(1)} ms, PostgreSQL ${postgresMs.toFixed(1)} ms`,
);
console.log(`RESULT name=availability p95_ms=${quantile(ms, 0.95).toFixed(2)} rows=${ROWS}`);
process.exit(0);

/** Eight one-hour bookings a desk and day, from the end of the horizon back into the past as far as they reach. @returns how many are ahead */
async function fill() {
  const { source, hubId, persons } = ground;
  await source.query(
    `INSERT INTO bookable (hub_id, id, space_id, kind, label, position)
     SELECT $1, gen_random_uuid(), space.id, 'desk', 'W' || n, ST_MakePoint(n % 50, n / 50) FROM space, generate_series(1, $2::int) AS n WHERE space.hub_id = $1`,
    [hubId, DESKS - ground.desks.length],
  );
  await source.query(
    `WITH desk AS (
       SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM bookable WHERE hub_id = $1
     ), booked AS (
       SELECT gen_random_uuid() AS id, desk.id AS bookable_id,
              date_trunc('day', now()) + ($4::int - n / 8) * interval '1 day' + (8 + n % 8) * interval '1 hour' AS starts
         FROM desk, generate_series(0, ($2::int + $5::int - 1) / $5::int - 1) AS n
        WHERE n * $5::int + desk.place < $2::int
     ), made AS (
       INSERT INTO booking (hub_id, id, person_id, created_at) SELECT $1, id, $3, starts - interval '1 day' FROM booked
     )
     INSERT INTO claim (hub_id, id, bookable_id, booking_id, kind, status, during, blocked)
     SELECT $1, id, bookable_id, id, 'booking', CASE WHEN starts > now() THEN 'confirmed' ELSE 'completed' END, span, span
       FROM booked, LATERAL (SELECT tstzrange(starts, starts + interval '1 hour')) AS lasting (span)`,
    [hubId, ROWS, persons[0], HORIZON_DAYS, DESKS],
  );
  await source.query(`VACUUM ANALYZE claim`);
  const [{ n }] = await source.query(`SELECT count(*)::int AS n FROM claim WHERE status = 'confirmed'`);
  return n;
}

/** What the server does for the claims of a week. */
async function planOfWeek() {
  const rows = await ground.source.query(
    `EXPLAIN (ANALYZE, BUFFERS) SELECT DISTINCT claim.hub_id, claim.bookable_id FROM claim
      WHERE claim.hub_id = '${ground.hubId}' AND claim.blocked && tstzrange(now() + interval '7 days', now() + interval '14 days')
        AND claim.status IN ('held', 'confirmed', 'checked_in')`,
  );
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
