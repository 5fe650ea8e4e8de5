import { type ModelRun, runModel } from '../support/booking-model.js';
import { bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';

const first = Number(process.env.QUINDICI_SEED ?? Date.now() % 2 ** 31);
const seeds = process.env.QUINDICI_SEED === undefined ? [first, first + 1000, first + 2000] : [first];
const CLIENTS = 16;
const steps = Math.ceil(Number(process.env.QUINDICI_MODEL_STEPS ?? 10_000) / CLIENTS / seeds.length);

/** All that can be done with bookings, by many at once, against what must always hold. */
describe(`The model of booking (seeds ${seeds.join(', ')})`, () => {
  let db: TestDatabase;
  let world: BookingWorld;

  beforeAll(async () => {
    db = await openPostgres('booking_model');
    world = await bookingWorld(db, '2026-11-23T06:00:00Z');
  }, 60_000);
  afterAll(() => db.stop());

  /** Races do not repeat: each smaller run has two tries to fail. */
  async function shortest(run: ModelRun, faults: readonly string[]): Promise<string> {
    let found = { run, faults };
    for (let tries = 0; tries < 12; tries++) {
      const { clients, steps: length } = found.run;
      const smaller = [
        { ...run, clients, steps: Math.floor(length / 2) },
        { ...run, clients: Math.floor(clients / 2), steps: length },
      ].filter((one) => one.steps > 0 && one.clients > 1);
      let shrunk = false;
      for (const one of [...smaller, ...smaller]) {
        const result = await runModel(db, world, one);
        if (result.faults.length === 0) continue;
        found = { run: one, faults: result.faults };
        shrunk = true;
        break;
      }
      if (!shrunk) break;
    }
    return `${JSON.stringify(found.run)}: ${found.faults.slice(0, 10).join('; ')}`;
  }

  it.each(seeds)(
    'keeps every promise under seed %i',
    async (seed) => {
      const run = { seed, clients: CLIENTS, steps };
      const { faults, done } = await runModel(db, world, run);
      if (faults.length > 0) throw new Error(await shortest(run, faults));
      const counts = Object.fromEntries([...done].toSorted());
      console.log(`${CLIENTS * steps} operations under seed ${seed}: ${JSON.stringify(counts)}`);
      for (const what of ['book 1', 'cancel', 'hold', 'convert', 'join', 'sweep'])
        expect([what, (done.get(what) ?? 0) > 0]).toEqual([what, true]);
    },
    240_000,
  );
});
