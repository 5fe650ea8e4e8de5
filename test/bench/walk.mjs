import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startOracle } from '../oracle/oracle.mjs';
import { quantile, randomFrom, streetPoints } from './support/walk-sample.mjs';

const HALF_HOUR = 1800;
const ORIGINS = 120;
/** Where streets are few, more origins than usual make up the pairs. */
const MOST_ORIGINS = 600;
const TARGETS = 60;
const LEAST_PAIRS = 4000;
/** Straight, what half an hour of walking covers at most is 2,550 m. */
const FARTHEST_METRES = 2400;
/** Below a minute, Valhalla's whole seconds alone are an error of a percent. */
const SHORTEST_SECONDS = 60;
const HUBS = 300;
const ROUNDS = 6;
/** Ours are too short to time one by one, and run in a process that has long been warm. */
const REPEATS = 20;
const WARM_UP = 3000;

const values = options();
if (values.osm === undefined) fail('give the street extract: npm run bench -- walk --osm FILE.osm.pbf');
if (!existsSync(values.osm)) fail(`${values.osm} does not exist`);
await main(values.osm, Number(values.seed)).catch((error) => fail(error.message));

async function main(file, seed) {
  const { buildWalkNetwork, readOsm, haversineMetres } = await product();
  const network = buildWalkNetwork(await readOsm(file));
  console.log(
    `network: ${network.stats.nodes} nodes, ${network.stats.edges} edges, ${Math.round(network.stats.km)} km; seed ${seed}`,
  );
  const oracle = await startOracle(file);
  try {
    const random = randomFrom(seed);
    const points = streetPoints(network, 30_000, random);
    const origins = points.slice(0, ORIGINS);
    const near = (origin, limit) => points.filter((point) => haversineMetres(origin, point) <= limit);
    const accuracy = await compareTimes(network, oracle, points.slice(0, MOST_ORIGINS), (origin) =>
      near(origin, FARTHEST_METRES).slice(0, TARGETS),
    );
    const cost = await compareCost(network, oracle, origins, (origin) => near(origin, FARTHEST_METRES).slice(0, HUBS));
    report(accuracy, cost);
  } finally {
    oracle.close();
  }
}

function options() {
  try {
    return parseArgs({ options: { osm: { type: 'string' }, seed: { type: 'string', default: '15' } } }).values;
  } catch (error) {
    return fail(error.message);
  }
}

async function product() {
  const travel = await import('../../dist/libs/travel/src/index.js');
  const { haversineMetres } = await import('../../dist/libs/kernel/src/index.js');
  return { ...travel, haversineMetres };
}

/** Relative error of each pair against Valhalla; a pair that only one of the two can walk counts as wholly wrong. */
async function compareTimes(network, oracle, origins, targetsOf) {
  const errors = [];
  const signed = [];
  let disagreements = 0;
  for (const [used, origin] of origins.entries()) {
    if (used >= ORIGINS && errors.length >= LEAST_PAIRS) break;
    const targets = targetsOf(origin);
    if (targets.length === 0) continue;
    const times = network.from(network.snap(origin), 2 * HALF_HOUR);
    const ours = targets.map((target) => times.secondsAt(network.snap(target)));
    const { answers } = await oracle.ask('matrix', [matrixQuery(origin, targets)]);
    const row = answers[0].sources_to_targets?.[0];
    if (row === undefined) throw new Error(`Valhalla refused a matrix: ${answers[0].error}`);
    row.forEach(({ time }, i) => {
      const theirs = time ?? Infinity;
      if (Math.min(theirs, ours[i]) > HALF_HOUR || Math.min(theirs, ours[i]) < SHORTEST_SECONDS) return;
      const agree = Number.isFinite(theirs) && Number.isFinite(ours[i]);
      if (!agree) disagreements++;
      else signed.push((ours[i] - theirs) / theirs);
      errors.push(agree ? Math.abs(ours[i] - theirs) / theirs : 1);
    });
  }
  if (errors.length < LEAST_PAIRS)
    throw new Error(`only ${errors.length} pairs lie within 30 minutes; a larger extract is needed`);
  const [absolute, relative] = [ascending(errors), ascending(signed)];
  return {
    pairs: errors.length,
    disagreements,
    p50: quantile(absolute, 0.5),
    p90: quantile(absolute, 0.9),
    p99: quantile(absolute, 0.99),
    bias: quantile(relative, 0.5),
  };
}

/** CPU milliseconds per call, the same origins in turns, after one round that warms both up. */
async function compareCost(network, oracle, origins, hubsOf) {
  const total = { search: 0, isochrone: 0, valhallaIsochrone: 0, valhallaMatrix: 0 };
  const known = network.layOut(origins.map((origin) => network.snap(origin)));
  for (let i = 0; i < WARM_UP; i++) searchHubs(network, origins[i % origins.length], known);
  for (let round = 0; round <= ROUNDS; round++) {
    const batch = origins.slice(round * 10, round * 10 + 10).filter((origin) => hubsOf(origin).length === HUBS);
    if (batch.length === 0) throw new Error('too few streets near the origins for 300 hubs');
    const hubs = batch.map((origin) => hubsOf(origin));
    const places = hubs.map((list) => network.layOut(list.map((hub) => network.snap(hub))));
    const spent = {
      search: cpuMillis(() => batch.forEach((origin, i) => searchHubs(network, origin, places[i])), REPEATS),
      isochrone: cpuMillis(() => batch.forEach((origin) => network.isochrones(origin, [30])), 2),
      valhallaIsochrone: (await oracle.ask('isochrone', batch.map(isochroneQuery))).cpuMicros / 1000,
      valhallaMatrix:
        (
          await oracle.ask(
            'matrix',
            batch.map((origin, i) => matrixQuery(origin, hubs[i])),
          )
        ).cpuMicros / 1000,
    };
    if (round > 0) for (const key of Object.keys(total)) total[key] += spent[key] / batch.length / ROUNDS;
  }
  return total;
}

/** One search as a user makes it: the origin laid on a street, one-to-all, 300 hubs read. */
function searchHubs(network, origin, hubs) {
  return network.from(network.snap(origin), HALF_HOUR).secondsAtAll(hubs);
}

function cpuMillis(work, repeats) {
  const before = process.cpuUsage();
  for (let i = 0; i < repeats; i++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / repeats;
}

function matrixQuery(origin, targets) {
  return { costing: 'pedestrian', sources: [origin], targets };
}

function isochroneQuery(origin) {
  return { costing: 'pedestrian', locations: [origin], contours: [{ time: 30 }], polygons: true };
}

function report(accuracy, cost) {
  const cpuRatio = cost.valhallaIsochrone / cost.search;
  const matrixRatio = cost.valhallaMatrix / cost.search;
  const drawRatio = cost.valhallaIsochrone / cost.isochrone;
  const rows = [
    ['pairs within 30 min', accuracy.pairs, `${accuracy.disagreements} walkable for one only`],
    [
      'error p50 / p90 / p99',
      `${percent(accuracy.p50)} / ${percent(accuracy.p90)} / ${percent(accuracy.p99)}`,
      `median sign ${percent(accuracy.bias)}`,
    ],
    ['search + 300 hubs, CPU ms', cost.search.toFixed(3), ''],
    ['Valhalla isochrone 30 min', cost.valhallaIsochrone.toFixed(2), `${cpuRatio.toFixed(0)} x ours`],
    ['Valhalla matrix 1 x 300', cost.valhallaMatrix.toFixed(2), `${matrixRatio.toFixed(0)} x ours`],
    ['isochrone 30 min, drawn', cost.isochrone.toFixed(2), `Valhalla's takes ${drawRatio.toFixed(2)} x`],
  ];
  for (const [what, value, note] of rows) console.log(`${what.padEnd(28)}${String(value).padEnd(26)}${note}`);
  console.log(
    `RESULT name=walk error_p50=${accuracy.p50.toFixed(4)} error_p90=${accuracy.p90.toFixed(4)} cpu_ratio=${cpuRatio.toFixed(1)} ` +
      `matrix_ratio=${matrixRatio.toFixed(0)} draw_ratio=${drawRatio.toFixed(2)} pairs=${accuracy.pairs} one_sided=${accuracy.disagreements}`,
  );
}

function ascending(list) {
  return list.toSorted((a, b) => a - b);
}

function percent(share) {
  return `${(share * 100).toFixed(2)} %`;
}

function fail(message) {
  console.error(`bench walk: ${message}`);
  process.exit(1);
}
