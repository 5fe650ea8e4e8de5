import { once } from 'node:events';
import { rm } from 'node:fs/promises';

const PATIENCE_MS = 20_000;

export default async function stopSystems() {
  await Promise.all((globalThis.quindiciOfTheBrowserSuite ?? []).map(stop));
}

async function stop({ child, data }) {
  if (child.exitCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(timer);
  }
  await rm(data, { recursive: true, force: true });
}
