import { UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify';

const TABLE_BYTES = 5 * 1024 * 1024;
const CONFIG = { takesTables: true } as const;

/** A route that is sent whole tables: their media types, and bodies of up to 5 MB. */
export const TakesTables = (): MethodDecorator => RouteConfig(CONFIG);

const takesTables = (config: FastifyContextConfig | undefined): boolean =>
  config !== undefined && 'takesTables' in config && config.takesTables === true;

/** To be called before the routes are registered. */
export function allowTables(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (takesTables(route.config)) route.bodyLimit = TABLE_BYTES;
  });
  server.addContentTypeParser<Buffer>('text/csv', { parseAs: 'buffer' }, (request, body, done) => {
    done(refuseTable(request), body);
  });
}

/** Elsewhere a table is nothing that could be read. */
export const refuseTable = (request: FastifyRequest): Error | null =>
  takesTables(request.routeOptions.config) ? null : new UnsupportedMediaTypeException();
