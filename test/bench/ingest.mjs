import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import mqtt from 'mqtt';
import { openGround, quantile, serverUrl } from './support/booking-ground.mjs';

/** Publish to PUBACK on the broker in the process, where PUBACK means decoded, committed and turned into presence. */
const RATE = 1000;
const SECONDS = 10;
const WINDOW = 2000;
const BURST = 50_000;
const SECRET = 'bench';

const ground = await openGround(serverUrl(), 'quindici_bench_ingest', 0);
const devices = await equip();
const ingest = await startIngest();
const client = mqtt.connect(ingest.url, { clientId: devices.gateway, username: devices.gateway, password: SECRET });
await new Promise((resolve, reject) => client.once('connect', resolve).once('error', reject));

let seq = 0;
await flood(2000);
const steady = await atRate();
const burst = await flood(BURST);
const { stored } = (
  await ground.source.query('SELECT count(DISTINCT (device_id, message_key))::integer AS stored FROM reading')
)[0];
const [p50, p99] = [quantile(steady, 0.5), quantile(steady, 0.99)];
console.log(`${RATE}/s for ${SECONDS} s, publish to PUBACK: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
console.log(`as fast as ${WINDOW} under way allow, ${BURST} messages: ${burst.toFixed(0)}/s`);
console.log(`acknowledged ${seq}, stored ${stored}`);

await client.endAsync();
await ingest.stop();
await ground.source.destroy();
console.log(
  `RESULT name=ingest p50_ms=${p50.toFixed(1)} p99_ms=${p99.toFixed(1)} per_second=${burst.toFixed(0)} lost=${seq - stored}`,
);
process.exit(seq === stored ? 0 : 1);

function publish() {
  const n = seq++;
  const topic = `quindici/v1/${ground.hubId}/${devices.desks[n % devices.desks.length]}/readings`;
  const body = { v: 1, boot: 1, seq: n, at: new Date().toISOString(), motion: n % 3 === 0, battery: 90, rssi: -70 };
  const began = performance.now();
  return client.publishAsync(topic, JSON.stringify(body), { qos: 1 }).then(() => performance.now() - began);
}

/** Open loop: a message goes out when its time has come, whatever became of those before. */
async function atRate() {
  const sent = [];
  const began = performance.now();
  while (sent.length < RATE * SECONDS) {
    while (sent.length < ((performance.now() - began) / 1000) * RATE) sent.push(publish());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(sent);
}

async function flood(count) {
  const began = performance.now();
  let left = count;
  const one = async () => {
    while (left-- > 0) await publish();
  };
  await Promise.all(Array.from({ length: WINDOW }, one));
  return count / ((performance.now() - began) / 1000);
}

async function equip() {
  const { hashSecret } = await import('../../dist/libs/telemetry/src/index.js');
  const [gateway, desks] = [randomUUID(), ground.desks.map(() => randomUUID())];
  await ground.source.query(`INSERT INTO gateway (hub_id, id, name, secret_hash) VALUES ($1, $2, 'Bench', $3)`, [
    ground.hubId,
    gateway,
    hashSecret(SECRET),
  ]);
  await ground.source.query(
    `INSERT INTO device (hub_id, id, kind, name, bookable_id, report_interval_seconds, secret_hash)
     SELECT $1, id, 'desk_pir', 'Bench', desk, 300, $4 FROM unnest($2::uuid[], $3::uuid[]) AS device (id, desk)`,
    [ground.hubId, desks, ground.desks, hashSecret(SECRET)],
  );
  return { gateway, desks };
}

async function startIngest() {
  const main = fileURLToPath(new URL('../../dist/apps/ingest/src/main.js', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATABASE_URL: ground.url, MQTT_EMBEDDED_PORT: '0', MQTT_URL: undefined, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      const match = /mqtt:\/\/[\d.]+:\d+/.exec(text);
      if (match) resolve(match[0]);
    });
    child.once('exit', (code) => reject(new Error(`ingest ended with ${code}:\n${text}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
