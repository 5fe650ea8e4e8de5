import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { PublicUrl } from '#libs/platform';
import { DemoIdp } from './demo-idp/demo-idp.js';
import { ApiAdapter, type ApiAdapterOptions } from './http/api-adapter.js';
import { assertSameSite } from './http/cross-site.js';
import { assertModest } from './http/request-limits.js';
import { securityHeaders } from './http/security-headers.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { RateLimiter } from './rate-limit/rate-limiter.js';
import { RefusalAudit } from './refusals/refusal-audit.js';
import { serveWebApp } from './web/web-app.js';

export const apiAdapter = (options: ApiAdapterOptions): ApiAdapter => new ApiAdapter(options);

/** Everything of the API that hangs on the server and not on a module; to be called before `init` or `listen`. */
export async function configureApi(app: NestFastifyApplication): Promise<void> {
  await app.register(cookie);
  await app.get(RateLimiter).install(app);
  guardRequests(app);
  serveWebApp(app);
  app.get(OpenApiDocument).describe(app);
}

/** Listens, and tells the parts that need it under which URL. */
export async function listenApi(app: NestFastifyApplication, port: number, host: string): Promise<PublicUrl> {
  await app.listen(port, host);
  const publicUrl = app.get(PublicUrl);
  const { port: heard } = app.getHttpServer().address() as AddressInfo;
  publicUrl.listening(heard);
  return publicUrl;
}

function guardRequests(app: NestFastifyApplication): void {
  const publicUrl = app.get(PublicUrl);
  const demoIdp = app.get(DemoIdp);
  const limiter = app.get(RateLimiter);
  const refusals = app.get(RefusalAudit);
  const headers = Object.entries(securityHeaders(publicUrl.secure));
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (request, reply) => {
    // On the raw answer, so that event streams and the demo provider, which write to it themselves, carry them too.
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    await limiter.admitAddress(request, reply);
    assertModest(request);
    assertSameSite(request, publicUrl);
    if (!demoIdp.serves(request.url)) return;
    reply.hijack();
    await demoIdp.handle(request.raw, reply.raw);
  });
  server.addHook('onResponse', async (request, reply) => refusals.note(request, reply));
}
