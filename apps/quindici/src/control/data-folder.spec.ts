import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askOwner } from './ask-owner.js';
import { serveCommands } from './control-server.js';
import { reachOwner, socketOf, takeFolder } from './data-folder.js';

describe('The lock of a data folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quindici-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is given once', async () => {
    const first = await takeFolder(folder);
    expect(first).toBeDefined();
    expect(await takeFolder(folder)).toBeUndefined();
    first!.close();
    const next = await takeFolder(folder);
    expect(next).toBeDefined();
    next!.close();
  });

  it('dies with a process that is killed', async () => {
    const owner = await holdInAnotherProcess(socketOf(folder));
    expect(await takeFolder(folder)).toBeUndefined();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const taken = await takeFolder(folder);
    expect(taken).toBeDefined();
    taken!.close();
  });

  it('is given to at most one of many that clear away the same dead name', async () => {
    const owner = await holdInAnotherProcess(socketOf(folder));
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeFolder(folder)));
    const holders = taken.filter((server) => server !== undefined);
    expect(holders.length).toBeLessThanOrEqual(1);
    for (const server of holders) server.close();
  });

  it('falls back to a short name where the folder lies too deep for a socket', () => {
    expect(socketOf(join(folder, 'x'.repeat(120))).length).toBeLessThanOrEqual(100);
  });

  it('lets the owner run commands for others, with progress, results and refusals', async () => {
    const server = await takeFolder(folder);
    serveCommands(server!, (command, args, report) => {
      report({ phase: 'thinking', share: 0.5 });
      return command === 'add'
        ? Promise.resolve((args as number[])[0]! + (args as number[])[1]!)
        : Promise.reject(new Error('unknown'));
    });
    const heard: string[] = [];
    const listen = ({ phase }: { phase: string }): void => void heard.push(phase);
    expect(await askOwner((await reachOwner(folder))!, { command: 'add', args: [2, 3] }, listen)).toBe(5);
    await expect(askOwner((await reachOwner(folder))!, { command: 'multiply', args: [] }, listen)).rejects.toThrow(
      'unknown',
    );
    expect(heard).toEqual(['thinking', 'thinking']);
    server!.close();
  });
});

async function holdInAnotherProcess(path: string): Promise<ChildProcess> {
  const script = join(tmpdir(), `quindici-hold-${process.pid}.cjs`);
  writeFileSync(
    script,
    `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('holding'))`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}
