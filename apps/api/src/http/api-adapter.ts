import { FastifyAdapter } from '@nestjs/platform-fastify';
import { refuseAddress } from '../problems/bad-address.js';
import { isTooDeep, JsonTooDeep, MalformedJson } from './json-body.js';

const JSON_TYPES = ['application/json', 'application/merge-patch+json'];
const BODY_BYTES = 64 * 1024;
const GRACE_MS = 3000;

/** The adapter with the limits that every input meets first: JSON only, small, shallow, without poisoned keys. */
export class ApiAdapter extends FastifyAdapter {
  constructor() {
    super({ bodyLimit: BODY_BYTES, trustProxy: false, frameworkErrors: refuseAddress });
  }

  override registerParserMiddleware(): void {
    const server = this.getInstance();
    const parse = server.getDefaultJsonParser('error', 'error');
    server.removeAllContentTypeParsers();
    server.addContentTypeParser<string>(JSON_TYPES, { parseAs: 'string' }, (request, body, done) => {
      if (isTooDeep(body)) return done(new JsonTooDeep());
      void parse(request, body, (error, value) => (error === null ? done(null, value) : done(new MalformedJson())));
    });
  }

  /** Lets requests under way finish; cuts what lasts longer, as event streams do. */
  override async close(): Promise<void> {
    const cut = setTimeout(() => this.getHttpServer().closeAllConnections(), GRACE_MS);
    try {
      await super.close();
    } finally {
      clearTimeout(cut);
    }
  }
}
