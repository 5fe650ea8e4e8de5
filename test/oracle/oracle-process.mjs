import { Actor } from '@valhallajs/valhallajs';

let actor;

process.on('message', (message) => void answer(message));

async function answer({ config, action, queries }) {
  if (config !== undefined) {
    actor = new Actor(config);
    return;
  }
  const texts = queries.map((query) => JSON.stringify(query));
  const raw = [];
  const before = process.cpuUsage();
  for (const text of texts) raw.push(await actor[action](text).catch((error) => ({ error: error.message })));
  const { user, system } = process.cpuUsage(before);
  const answers = raw.map((reply) => (typeof reply === 'string' ? JSON.parse(reply) : reply));
  process.send({ answers, cpuMicros: user + system });
}
process.on('disconnect', () => process.exit(0));
