import { promisify } from 'node:util';
import { gunzip as gunzipCallback } from 'node:zlib';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access } from '../auth/access.decorator.js';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { TileArchives } from './tile-archives.js';

const gunzip = promisify(gunzipCallback);
const index = z.coerce.number().pipe(
  z
    .number()
    .int()
    .min(0)
    .max(2 ** 26),
);
const tileSchema = z.object({
  metro: z.string().max(100),
  version: z.coerce.number().pipe(
    z
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1),
  ),
  z: z.coerce.number().pipe(z.number().int().min(0).max(26)),
  x: index,
  file: z
    .string()
    .regex(/^\d{1,8}\.mvt$/, 'must be a row and .mvt')
    .transform((name) => Number.parseInt(name, 10)),
});

const A_YEAR = 'public, max-age=31536000, immutable';

@ApiTags('network')
@Controller('tiles')
export class TilesController {
  constructor(private readonly archives: TileArchives) {}

  @Get(':metro/:version/:z/:x/:file')
  @Access('public')
  @ApiOperation({
    operationId: 'show_tile',
    summary: 'A tile of the base map',
    description: 'Take the address from the metro: it changes with each version of its streets.',
  })
  @ApiResponse({
    status: 200,
    description: 'The tile',
    content: { 'application/vnd.mapbox-vector-tile': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiNoContentResponse({ description: 'Nothing is drawn here' })
  @ApiProblems(400, 404, 503)
  async tile(
    @Param({ schema: tileSchema }) { metro, version, z: zoom, x, file: y }: z.infer<typeof tileSchema>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Buffer | undefined> {
    const tile = await this.archives.tile(metro, version, zoom, x, y);
    const etag = `"${metro}-${version}-${zoom}-${x}-${y}"`;
    reply.header('cache-control', A_YEAR).header('etag', etag).header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === etag) return empty(reply, 304);
    if (tile === null) return empty(reply, 204);
    reply.header('content-type', 'application/vnd.mapbox-vector-tile');
    if (!acceptsGzip(request.headers['accept-encoding'])) return gunzip(tile);
    reply.header('content-encoding', 'gzip');
    return tile;
  }
}

function empty(reply: ApiReply, status: 204 | 304): undefined {
  reply.status(status);
  return undefined;
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .map((coding) => coding.trim().split(/\s*;\s*q=/i))
    .some(([name, weight]) => (name === 'gzip' || name === '*') && Number(weight ?? 1) > 0);
}
