import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';

const PROGRAM = process.env.MOSQUITTO_PATH ?? '/usr/sbin/mosquitto';

export interface TestBroker {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real broker can be had: named by the environment, or installed here. Else the suite is skipped with the reason, and fails in CI. */
export function withMosquitto(): typeof describe {
  if (process.env.TEST_MQTT_URL !== undefined || existsSync(PROGRAM)) return describe;
  if (process.env.CI === 'true') throw new Error(`There is no ${PROGRAM}: set MOSQUITTO_PATH or TEST_MQTT_URL`);
  console.warn(`Skipped: there is no ${PROGRAM}; set MOSQUITTO_PATH or TEST_MQTT_URL`);
  return describe.skip;
}

/** The broker that TEST_MQTT_URL names, or a Mosquitto of its own as we advise it for production, without its own persistence. */
export async function startMosquitto(): Promise<TestBroker> {
  const named = process.env.TEST_MQTT_URL;
  if (named !== undefined) return { url: named, stop: () => Promise.resolve() };
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'quindici-mosquitto-'));
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(
    config,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'max_queued_messages 1000000',
      'max_queued_bytes 536870912',
      'max_inflight_messages 2000',
      'set_tcp_nodelay true',
      'persistent_client_expiration 7d',
      'log_type error',
      '',
    ].join('\n'),
  );
  const child = spawn(PROGRAM, ['-c', config], { stdio: 'inherit' });
  await listening(port, child);
  return {
    url: `mqtt://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`Mosquitto ended with ${child.exitCode}`);
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (answered) return;
    await delay(25);
  }
  throw new Error('Mosquitto does not listen');
}
