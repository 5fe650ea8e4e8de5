import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { PublicUrl } from '#libs/platform';
import { OpenApiDocument } from './openapi/openapi-document.js';

const BODY_BYTES = 64 * 1024;

/** The adapter with the limits that every input meets first. */
export const apiAdapter = (): FastifyAdapter => new FastifyAdapter({ bodyLimit: BODY_BYTES, trustProxy: false });

/** Everything of the API that hangs on the server and not on a module; to be called before `init` or `listen`. */
export async function configureApi(app: NestFastifyApplication): Promise<void> {
  await app.register(cookie);
  app.get(OpenApiDocument).describe(app);
}

/** Listens, and tells the parts that need it under which URL. */
export async function listenApi(app: NestFastifyApplication, port: number, host: string): Promise<PublicUrl> {
  await app.listen(port, host);
  const publicUrl = app.get(PublicUrl);
  publicUrl.listening((app.getHttpServer().address() as AddressInfo).port);
  return publicUrl;
}
