import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiAdapter } from '../http/api-adapter.js';
import { serveWebApp } from './web-app.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

@Module({})
class Empty {}

const script = 'console.log("fifteen");'.repeat(200);

describe(serveWebApp.name, () => {
  let app: NestFastifyApplication;
  let root: string;
  let origin: string;

  const start = async (): Promise<void> => {
    app = await NestFactory.create<NestFastifyApplication>(Empty, new ApiAdapter({ TRUST_PROXY: false }), {
      logger: false,
      abortOnError: false,
    });
    serveWebApp(app, root);
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
  };
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const [response] = (await once(request(origin + path, { headers }).end(), 'response')) as [IncomingMessage];
    return { status: response.statusCode!, headers: response.headers, body: await buffer(response) };
  };
  const page = { accept: 'text/html,application/xhtml+xml' };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'web-app-'));
  });
  afterEach(async () => {
    await app.close();
    rmSync(root, { recursive: true });
  });

  describe('when it is built', () => {
    beforeEach(async () => {
      mkdirSync(join(root, 'assets'));
      mkdirSync(join(root, '.vite'));
      writeFileSync(join(root, 'index.html'), '<!doctype html><title>Quindici</title>');
      writeFileSync(join(root, 'assets/main-abc123.js'), script);
      writeFileSync(join(root, 'favicon.svg'), '<svg/>');
      writeFileSync(join(root, '.vite/manifest.json'), '{}');
      await start();
    });

    it.each(['/', '/prenotazioni', '/gestione/4f2?piano=1', '/index.html'])(
      'gives its page for %s, to be asked for anew',
      async (url) => {
        const response = await get(url, page);
        expect([response.status, response.body.toString()]).toEqual([200, expect.stringContaining('<title>Quindici')]);
        expect(response.headers).toMatchObject({
          'cache-control': 'no-cache',
          'content-type': 'text/html; charset=utf-8',
        });
        expect((await get(url, { ...page, 'if-none-match': response.headers.etag! })).status).toBe(304);
      },
    );

    it('gives hashed files to be kept for ever', async () => {
      const response = await get('/assets/main-abc123.js');
      expect(response.body.toString()).toBe(script);
      expect(response.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'text/javascript; charset=utf-8',
      });
    });

    it('compresses as the browser understands it', async () => {
      const brotli = await get('/assets/main-abc123.js', { 'accept-encoding': 'gzip, deflate, br' });
      expect([brotli.headers['content-encoding'], brotliDecompressSync(brotli.body).toString()]).toEqual([
        'br',
        script,
      ]);
      const gzip = await get('/assets/main-abc123.js', { 'accept-encoding': 'gzip, br;q=0' });
      expect([gzip.headers['content-encoding'], gunzipSync(gzip.body).toString()]).toEqual(['gzip', script]);
      expect((await get('/favicon.svg', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
    });

    it.each(['/api/v1/none', '/auth/none', '/assets/none.js', '/tiles/none'])(
      'leaves %s to those whose it is',
      async (url) => {
        expect((await get(url, page)).status).toBe(404);
      },
    );

    it('gives its start page to a program too', async () => {
      expect((await get('/')).status).toBe(200);
    });

    it.each([
      '/prenotazioni',
      '/.vite/manifest.json',
      '/../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
    ])('gives a program nothing for %s', async (url) => expect((await get(url, { accept: '*/*' })).status).toBe(404));
  });

  it('says so when it is not built', async () => {
    await start();
    const response = await get('/', page);
    expect([response.status, response.body.toString()]).toEqual([503, expect.stringContaining('npm run build')]);
  });
});
