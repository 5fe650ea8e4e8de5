import { UnsupportedMediaTypeException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Environment } from '#libs/platform';
import { refuseAddress } from '../problems/bad-address.js';
import { refuseConnection } from './connection-error.js';
import { readForm, takesForm } from './form-body.js';
import { isTooDeep, JsonTooDeep, MalformedJson, RepeatedKey, repeatsKey } from './json-body.js';
import { REQUEST_LIMITS } from './request-limits.js';
import { allowTables, refuseTable } from './table-body.js';

const MAP_TYPE = 'application/geo+json';
const JSON_TYPES = ['application/json', 'application/merge-patch+json', 'application/scim+json', MAP_TYPE];
const GRACE_MS = 3000;

export interface ApiAdapterOptions extends Pick<Environment, 'TRUST_PROXY'> {
  /** Milliseconds for a request to come in; the tests have less patience */
  readonly arrivalMs?: number;
}

/** The adapter with the limits that every input meets first: JSON only, small, shallow, without poisoned keys, and soon. */
export class ApiAdapter extends FastifyAdapter {
  constructor({ TRUST_PROXY, arrivalMs = REQUEST_LIMITS.arrivalMs }: ApiAdapterOptions) {
    super({
      bodyLimit: REQUEST_LIMITS.bodyBytes,
      trustProxy: typeof TRUST_PROXY === 'number' ? (_address, hop) => hop < TRUST_PROXY : TRUST_PROXY,
      frameworkErrors: refuseAddress,
      clientErrorHandler: refuseConnection,
      requestTimeout: arrivalMs,
      keepAliveTimeout: REQUEST_LIMITS.keepAliveMs,
      http: {
        maxHeaderSize: REQUEST_LIMITS.headerBytes,
        headersTimeout: arrivalMs,
        connectionsCheckingInterval: Math.min(REQUEST_LIMITS.checkMs, arrivalMs),
      },
    });
  }

  override registerParserMiddleware(): void {
    const server = this.getInstance();
    const parse = server.getDefaultJsonParser('error', 'error');
    server.removeAllContentTypeParsers();
    server.addContentTypeParser<string>(JSON_TYPES, { parseAs: 'string' }, (request, body, done) => {
      const refused = request.headers['content-type']?.startsWith(MAP_TYPE) === true ? refuseTable(request) : null;
      if (refused !== null) return done(refused);
      if (isTooDeep(body)) return done(new JsonTooDeep());
      void parse(request, body, (error, value) => {
        if (error !== null) done(new MalformedJson());
        else if (repeatsKey(body)) done(new RepeatedKey());
        else done(null, value);
      });
    });
    allowTables(server);
    this.registerForms();
  }

  private registerForms(): void {
    const type = 'application/x-www-form-urlencoded';
    this.getInstance().addContentTypeParser<string>(type, { parseAs: 'string' }, (request, body, done) => {
      if (!takesForm(request.routeOptions.url)) return done(new UnsupportedMediaTypeException());
      try {
        done(null, readForm(body));
      } catch (error) {
        done(error as Error);
      }
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
