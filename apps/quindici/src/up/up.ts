import { assertDemoAllowed } from '#libs/identity';
import { type Environment, readEnvironment } from '#libs/platform';
import { runCommand } from '../commands.js';
import { Refused } from '../control/control-protocol.js';
import { serveCommands } from '../control/control-server.js';
import { takeFolder } from '../control/data-folder.js';
import { ensureDemoCity } from '../demo-city/ensure-demo-city.js';
import { embedDatabase } from '../embedded/present-as-environment.js';
import { freePort } from '../embedded/free-port.js';
import { IngestRunner } from '#apps/ingest';
import { Progress } from './progress.js';
import { startSensors } from './start-sensors.js';
import { startServer } from './start-server.js';
import { Stops } from './stops.js';
import type { UpOptions } from './up.command.js';

/** Starts everything in this process, says where it answers, and ends in order when asked to. */
export async function up(options: UpOptions): Promise<void> {
  const { DATA_DIR } = readEnvironment();
  const lock = await takeFolder(DATA_DIR);
  if (lock === undefined) throw new Refused('folder-taken', `Another Quindici runs on the data folder ${DATA_DIR}`);

  const progress = new Progress();
  const stops = new Stops();
  stops.add(async () => void lock.close());
  try {
    const environment = await presentParts(options, progress, stops);
    const server = await progress.during('Starting the services', () => startServer(environment));
    stops.add(() => server.close());
    serveCommands(lock, (command, args, report) => runCommand(server.services, command, args, report));
    if (options.demo) await ensureDemoCity(server.services, (title, work) => progress.during(title, work));
    const url = await server.open();
    const mqttUrl = server.services.get(IngestRunner, { strict: false }).mqttUrl ?? environment.MQTT_URL!;
    if (options.sensors) stops.add(await startSensors(server.services, mqttUrl));
    console.log(`MQTT broker at ${mqttUrl}`);
    console.log(`\nQuindici is ready at ${url.origin} (after ${progress.total}). Ctrl-C ends it.`);
    await stops.asked;
    console.log('\nEnding in order ...');
  } finally {
    await stops.run();
  }
}

/** What the environment does not name is embedded, and presented as if it did. */
async function presentParts(options: UpOptions, progress: Progress, stops: Stops): Promise<Environment> {
  const wished = options.port ?? readEnvironment().PORT;
  const port = await freePort(wished);
  if (wished !== 0 && port !== wished) console.log(`Port ${wished} is taken; this is ${port}.`);
  process.env.PORT = String(port);
  const { MQTT_URL, MQTT_EMBEDDED_PORT, OIDC_ISSUER } = readEnvironment();
  if (MQTT_URL === undefined) process.env.MQTT_EMBEDDED_PORT = String(MQTT_EMBEDDED_PORT ?? 0);
  if (OIDC_ISSUER === undefined) process.env.AUTH_DEMO = '1';
  assertDemoAllowed(readEnvironment());
  const database = await progress.during('Opening the database', () => embedDatabase(readEnvironment()));
  stops.add(() => database.stop());
  return database.environment;
}
