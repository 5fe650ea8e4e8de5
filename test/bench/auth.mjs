import { fileURLToPath } from 'node:url';
import { backendSeconds, cpuSeconds } from './support/cpu.mjs';
import { HttpClient, openGround, quarter, serverUrl, startApi } from './support/booking-ground.mjs';

const [GUARDED, BARE] = ['quindici_bench_auth', 'quindici_bench_auth_bare'];
const CLIENTS = 4;
/** As many as a dense city has within fifteen minutes' walk, on a day on which half of their desks are taken. */
const HUBS = 20;
const ROUNDS = 9;
const ROUND_MS = 2500;
const WARM_UP_MS = 1500;
const BARE_API = fileURLToPath(new URL('support/auth-bare-api.mjs', import.meta.url));

const server = serverUrl();
const guarded = await side(GUARDED);
const bare = await side(BARE, BARE_API);
const booking = await compare('one booking', ({ bookingPath }) => bookingPath);
const search = await compare('a search', ({ searchPath }) => searchPath);
for (const { api, ground, clients } of [guarded, bare]) {
  clients.forEach((client) => client.close());
  await api.stop();
  await ground.source.destroy();
}
console.log(`RESULT name=auth read_ratio=${booking.toFixed(2)} ratio=${search.toFixed(2)}`);
process.exit(0);

/** An API on a database of its own, with one booking in it. */
async function side(database, entry) {
  const ground = await openGround(server, database, 1, HUBS);
  await takeHalf(ground.source);
  const settings = { BENCH_PERSON: ground.persons[0], NODE_ENV: 'production', CHECK_IN_KEY: 'k'.repeat(32) };
  const api = await startApi(ground.url, entry, settings);
  const clients = Array.from({ length: CLIENTS }, () => new HttpClient(api.origin, ground.cookies[0]));
  const span = quarter(0);
  const { status, text } = await clients[0].book({
    hubId: ground.hubId,
    items: [{ bookableId: ground.desks[0] }],
    ...span,
  });
  if (status !== 201) throw new Error(`${status} ${text}`);
  const query = new URLSearchParams({ lat: '44.49', lon: '11.34', mode: 'walk', minutes: '15', ...span });
  return {
    database,
    ground,
    api,
    clients,
    bookingPath: `/api/v1/hubs/${ground.hubId}/bookings/${JSON.parse(text).id}`,
    searchPath: `/api/v1/search?${query}`,
  };
}

/** Claims of nobody on every second desk, from an hour before the span that is asked for to an hour after it. */
async function takeHalf(source) {
  const { from, to } = quarter(0);
  await source.query(
    `INSERT INTO claim (hub_id, id, bookable_id, kind, status, during, blocked)
     SELECT hub_id, gen_random_uuid(), id, 'block', 'confirmed', span, span
       FROM bookable, LATERAL (SELECT tstzrange($1::timestamptz - interval '1 h', $2::timestamptz + interval '1 h') AS span) AS day
      WHERE right(label, 1) IN ('2', '4', '6', '8', '0')`,
    [from, to],
  );
}

/** Rounds of both sides by turns; the ratio of their medians. */
async function compare(what, pathOf) {
  await round(guarded, pathOf(guarded), WARM_UP_MS);
  await round(bare, pathOf(bare), WARM_UP_MS);
  const [ours, theirs] = [[], []];
  for (let n = 0; n < ROUNDS; n++) {
    ours.push(await round(guarded, pathOf(guarded), ROUND_MS));
    theirs.push(await round(bare, pathOf(bare), ROUND_MS));
  }
  const [a, b] = [ours, theirs].map(median);
  console.log(
    `${what.padEnd(12)} with session, policy and row-level security ${a.toFixed(3)} ms of CPU, without ${b.toFixed(3)} ms, ` +
      `${(a / b).toFixed(2)} x`,
  );
  return a / b;
}

/** @returns milliseconds of CPU per request, of the API and PostgreSQL together */
async function round({ api, database, clients }, path, milliseconds) {
  const spent = () => cpuSeconds(api.pid) + backendSeconds(database);
  const before = spent();
  const ends = performance.now() + milliseconds;
  let answers = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < ends) {
        const { status, text } = await client.get(path);
        if (status !== 200) throw new Error(`${status} ${text}`);
        answers++;
      }
    }),
  );
  return (1000 * (spent() - before)) / answers;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
