import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { packageRoot } from '../http/package-root.js';
import { notBuiltPage } from './not-built-page.js';
import { readWebFiles, type WebFile } from './web-files.js';

const NO_PAGES = /^\/(api|auth|calendars|demo-idp|problems|status|tiles|assets)(\/|$)/;
const FOREVER = 'public, max-age=31536000, immutable';

/** Serves the built web application: hashed assets for ever, its page anew each time, and that page for every path that it routes itself. */
export function serveWebApp(app: NestFastifyApplication, root = join(packageRoot, 'dist/apps/web')): void {
  const files = existsSync(join(root, 'index.html')) ? readWebFiles(root) : new Map<string, WebFile>();
  const server = app.getHttpAdapter().getInstance();
  server.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const file = files.get(path);
    if (file !== undefined && path !== '/index.html') return send(file, path, request, reply);
    if (NO_PAGES.test(path) || !asksForPage(path, request)) return reply.callNotFound();
    const page = files.get('/index.html');
    return page === undefined ? sendNotBuilt(reply) : send(page, '/index.html', request, reply);
  });
}

/** The start page goes to anybody, so that a check whether the address answers needs no browser's words. */
const asksForPage = (path: string, request: FastifyRequest): boolean =>
  path === '/' || (request.headers.accept ?? '').includes('text/html');

async function send(file: WebFile, path: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  void reply
    .header('etag', file.etag)
    .header('vary', 'accept-encoding')
    .header('cache-control', path.startsWith('/assets/') ? FOREVER : 'no-cache');
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
  const encoding = file.encodingFor(request.headers['accept-encoding']);
  if (encoding !== undefined) void reply.header('content-encoding', encoding);
  return reply.type(file.type).send(await file.body(encoding));
}

const sendNotBuilt = (reply: FastifyReply): FastifyReply =>
  reply.status(503).type('text/html; charset=utf-8').send(notBuiltPage);
