import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const DEBIAN = '/usr/lib/postgresql';

const programs = (): string | undefined =>
  existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted()
        .map((version) => join(DEBIAN, version, 'bin'))
        .findLast((bin) => existsSync(join(bin, 'initdb')))
    : undefined;

/** Where a PostgreSQL can be stopped and started at will. Else the suite is skipped with the reason, and fails in CI. */
export function withThrowawayPostgres(): typeof describe {
  if (programs() !== undefined) return describe;
  if (process.env.CI === 'true') throw new Error(`There is no PostgreSQL under ${DEBIAN}`);
  console.warn(`Skipped: there is no PostgreSQL under ${DEBIAN} that could be stopped and started`);
  return describe.skip;
}

/** A PostgreSQL server of one's own, to be stopped as if its machine were switched off. */
export class ThrowawayPostgres {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async create(): Promise<ThrowawayPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'quindici-postgres-'));
    const server = new ThrowawayPostgres(folder, await freePort());
    if (process.getuid?.() === 0) {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
      chownSync(folder, uid!, gid!);
    }
    chmodSync(folder, 0o700);
    server.run('initdb', '-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
    server.start();
    return server;
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  start(): void {
    const options = `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${this.folder}`;
    this.run('pg_ctl', '-D', join(this.folder, 'data'), '-w', '-l', join(this.folder, 'log'), '-o', options, 'start');
  }

  /** Without a checkpoint: what was committed must come back from the log alone. */
  kill(): void {
    this.run('pg_ctl', '-D', join(this.folder, 'data'), '-w', '-m', 'immediate', 'stop');
  }

  remove(): void {
    this.kill();
    rmSync(this.folder, { recursive: true });
  }

  /** PostgreSQL refuses to run as root. */
  private run(program: string, ...args: readonly string[]): void {
    const path = join(programs()!, program);
    const asRoot = process.getuid?.() === 0;
    execFileSync(asRoot ? 'runuser' : path, asRoot ? ['-u', 'postgres', '--', path, ...args] : [...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: this.folder,
    });
  }
}
