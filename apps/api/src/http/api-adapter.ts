import { FastifyAdapter } from '@nestjs/platform-fastify';
import { assertShallow } from './json-depth.js';

const BODY_BYTES = 64 * 1024;

/** The adapter with the limits that every input meets first: JSON only, small, shallow, without poisoned keys. */
export class ApiAdapter extends FastifyAdapter {
  constructor() {
    super({ bodyLimit: BODY_BYTES, trustProxy: false, return503OnClosing: true });
  }

  override registerParserMiddleware(): void {
    const server = this.getInstance();
    const parse = server.getDefaultJsonParser('error', 'error');
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
      try {
        assertShallow(body as string);
      } catch (error) {
        done(error as Error);
        return;
      }
      void parse(request, body as string, done);
    });
  }
}
