import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connectAsync } from 'mqtt';
import { topics, type NativeReadings } from '#libs/contracts';

const main = fileURLToPath(new URL('../../../dist/apps/quindici/src/main.js', import.meta.url));
const run = promisify(execFile);

interface Listed {
  readonly hubId: string;
  readonly gateway: { readonly id: string; readonly secret: string } | null;
  readonly devices: readonly { readonly id: string; readonly kind: string; readonly bookableId: string | null }[];
}

/** One desk sensor of the running system, played by the test. */
export interface PlayedSensor {
  readonly bookableId: string | null;
  /** Reports movement twice, some seconds apart: somebody has sat down. */
  seeMovement(): Promise<void>;
}

/** The desk sensors of a hub, with the credential that the command line tells. */
export async function deskSensors(metro: string, hubId: string): Promise<readonly PlayedSensor[]> {
  const command = [main, 'device', 'list', '--metro', metro, '--hub', hubId];
  // Said by name: what this worker knows of its system is in the environment of the tests, not in that of the process.
  const { stdout } = await run(process.execPath, command, { env: process.env });
  const { gateway, devices } = JSON.parse(stdout) as Listed;
  if (gateway === null) return [];
  return devices
    .filter(({ kind }) => kind === 'desk_pir')
    .map(({ id, bookableId }) => ({ bookableId, seeMovement: () => publishMovement(gateway, hubId, id) }));
}

async function publishMovement(
  gateway: NonNullable<Listed['gateway']>,
  hubId: string,
  deviceId: string,
): Promise<void> {
  const client = await connectAsync(process.env.QUINDICI_MQTT_URL!, {
    username: gateway.id,
    password: gateway.secret,
    clientId: gateway.id,
    reconnectPeriod: 0,
    protocolVersion: 4,
  });
  const boot = Math.floor(Date.now() / 1000);
  for (const [seq, secondsAgo] of [5, 0].entries()) {
    const at = new Date(Date.now() - secondsAgo * 1000).toISOString();
    const reading: NativeReadings = { v: 1, boot, seq, at, motion: true };
    await client.publishAsync(topics.readings(hubId, deviceId), JSON.stringify(reading), { qos: 1 });
  }
  await client.endAsync();
}
