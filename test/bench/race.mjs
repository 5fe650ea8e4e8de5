import pg from 'pg';
import { HttpClient, openGround, quantile, quarter, serverUrl, startApi } from './support/booking-ground.mjs';
import { overlaps, raceForAnyDesk, raceForBundles, tally } from './support/races.mjs';

const CLIENTS = 20;
const SLOTS = 200;
const VOLLEYS = 40;
const server = serverUrl();

const ground = await openGround(server, 'quindici_bench_race', CLIENTS);
const now = Date.now();
const slots = Array.from({ length: SLOTS }, (_, n) => ({
  hubId: ground.hubId,
  items: [{ bookableId: ground.desks[n % ground.desks.length] }],
  ...quarter(n, now),
}));
const api = await startApi(ground.url);
const clients = ground.cookies.map((cookie) => new HttpClient(api.origin, cookie));

console.log(`${CLIENTS} signed-in clients ask for the same slot at once, ${SLOTS} slots one after another`);
const ours = await race();
const double = await doubleBooked(ground.source);
const bundles = await raceForBundles(ground, clients, VOLLEYS, SLOTS, now);
const any = await raceForAnyDesk(ground, clients, VOLLEYS, SLOTS + VOLLEYS, now);
const overlapping = await overlaps(ground.source);
clients.forEach((client) => client.close());
await api.stop();

console.log(
  `quindici   ${ours.perSecond.toFixed(0)} requests/s, ${(ours.perSecond / CLIENTS).toFixed(1)} bookings/s, ` +
    `p50 ${quantile(ours.ms, 0.5).toFixed(1)} ms, p99 ${quantile(ours.ms, 0.99).toFixed(1)} ms; answers ${JSON.stringify(ours.statuses)}`,
);
console.log(
  `           slots double booked: ${double.slots} of ${SLOTS}; slots booked: ${double.booked}; answered 201: ${ours.statuses[201] ?? 0}; ` +
    `409 with three alternatives: ${ours.advised}`,
);

console.log(
  `bundles    four desks at once, ${VOLLEYS} times: answers ${JSON.stringify(tally(bundles.answers))}; torn: ${bundles.torn}`,
);
console.log(
  `any desk   ${CLIENTS} clients for ${ground.desks.length} desks, ${VOLLEYS} times: answers ${JSON.stringify(tally(any.answers))}; refused: ${any.refused}`,
);
console.log(`           active claims of one bookable that overlap, after all races: ${overlapping}`);

const naive = await naiveRace();
console.log(
  `naive peer (select, then insert, no constraint, same server, ${CLIENTS} connections): slots double booked: ` +
    `${naive.slots} of ${SLOTS}, up to ${naive.most} bookings a slot`,
);
console.log(`ratio of double bookings, quindici to naive: ${double.slots} : ${naive.slots}`);
await ground.source.destroy();

const all = [ours.statuses, tally(bundles.answers), tally(any.answers)];
const errors = all.flatMap(Object.entries).reduce((sum, [status, n]) => sum + (Number(status) >= 500 ? n : 0), 0);
const violations = double.slots + overlapping + bundles.torn + any.refused;
const wrong = (ours.statuses[201] ?? 0) !== SLOTS || double.booked !== SLOTS;
if (naive.slots === 0) console.error('The naive peer was not caught: the harness proves nothing');
if (wrong) console.error('Not every slot was given to exactly one client');
console.log(
  `RESULT name=race slots=${SLOTS} double=${double.slots} overlaps=${overlapping} torn=${bundles.torn} any_refused=${any.refused} errors_5xx=${errors}`,
);
process.exit(violations > 0 || errors > 0 || wrong || naive.slots === 0 ? 1 : 0);

async function race() {
  const statuses = {};
  const ms = [];
  let advised = 0;
  // Connections and sessions are warm before the first slot.
  await Promise.all(clients.map((client) => client.book({ ...slots[0], items: [{ bookableId: ground.hubId }] })));
  const began = performance.now();
  for (const slot of slots) {
    const answers = await Promise.all(clients.map((client) => client.book(slot)));
    for (const answer of answers) {
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      ms.push(answer.ms);
      if (answer.status === 409 && JSON.parse(answer.text).alternatives?.length === 3) advised++;
      if (answer.status !== 201 && answer.status !== 409) console.error(answer.status, answer.text);
    }
  }
  const seconds = (performance.now() - began) / 1000;
  return { statuses, ms, advised, perSecond: ms.length / seconds };
}

/** In SQL, past all of our code: active claims that touch each slot. */
async function doubleBooked(source) {
  const rows = await source.query(
    `SELECT count(claim.id)::int AS n
       FROM unnest($1::uuid[], $2::tstzrange[]) AS slot (bookable_id, span)
       LEFT JOIN claim ON claim.bookable_id = slot.bookable_id AND claim.during && slot.span
            AND claim.status IN ('held', 'confirmed', 'checked_in')
      GROUP BY slot.bookable_id, slot.span`,
    [slots.map((slot) => slot.items[0].bookableId), slots.map((slot) => `[${slot.from},${slot.to})`)],
  );
  return { slots: rows.filter(({ n }) => n > 1).length, booked: rows.filter(({ n }) => n > 0).length };
}

/** What most systems do: look whether the slot is free, then insert, in one transaction. */
async function naiveRace() {
  await ground.source.query(`CREATE TABLE naive_claim (bookable_id uuid NOT NULL, during tstzrange NOT NULL)`);
  await ground.source.query(`CREATE INDEX ON naive_claim USING gist (during)`);
  const connections = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new pg.Client({ connectionString: ground.url });
      await client.connect();
      return client;
    }),
  );
  for (const slot of slots) {
    const values = [slot.items[0].bookableId, `[${slot.from},${slot.to})`];
    await Promise.all(connections.map((client) => checkThenInsert(client, values)));
  }
  await Promise.all(connections.map((client) => client.end()));
  const rows = await ground.source.query(`SELECT count(*)::int AS n FROM naive_claim GROUP BY bookable_id, during`);
  return { slots: rows.filter(({ n }) => n > 1).length, most: Math.max(...rows.map(({ n }) => n)) };
}

async function checkThenInsert(client, values) {
  await client.query('BEGIN');
  const { rowCount } = await client.query(
    `SELECT FROM naive_claim WHERE bookable_id = $1 AND during && $2::tstzrange`,
    values,
  );
  if (rowCount === 0) await client.query(`INSERT INTO naive_claim VALUES ($1, $2)`, values);
  await client.query('COMMIT');
}
