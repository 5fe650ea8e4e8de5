import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '#libs/platform';
import { endpointFor } from './database-endpoint.js';

const onPosix = process.platform === 'win32' ? it.skip : it;

describe(endpointFor, () => {
  let data: string;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'quindici-endpoint-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));

  onPosix('is a socket in a folder that nobody else may enter, also when it was open before', async () => {
    mkdirSync(join(data, 'socket'));
    chmodSync(join(data, 'socket'), 0o755);
    const { listen, url } = await endpointFor(join(data, 'database'));
    expect(listen).toEqual({ path: join(data, 'socket', '.s.PGSQL.5432') });
    expect(statSync(join(data, 'socket')).mode & 0o777).toBe(0o700);
    expect(readEnvironment({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
  });

  onPosix('clears away the name that a killed owner left', async () => {
    mkdirSync(join(data, 'socket'));
    writeFileSync(join(data, 'socket', '.s.PGSQL.5432'), '');
    await endpointFor(join(data, 'database'));
    expect(statSync(join(data, 'socket', '.s.PGSQL.5432'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('is a port of the loopback where the folder lies too deep', async () => {
    const { listen, url } = await endpointFor(join(data, 'x'.repeat(120), 'database'));
    expect(listen).toMatchObject({ host: '127.0.0.1' });
    expect(url).toMatch(/^postgres:\/\/postgres@127\.0\.0\.1:\d+\/postgres$/);
  });
});
