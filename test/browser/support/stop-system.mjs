import { once } from 'node:events';
import { rm } from 'node:fs/promises';

const PATIENCE_MS = 20_000;

export default async function stopSystem() {
  const started = globalThis.quindiciOfTheBrowserSuite;
  if (started === undefined) return;
  const { child, data } = started;
  if (child.exitCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(timer);
  }
  await rm(data, { recursive: true, force: true });
}
