import { Body, Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type HubImportQuery,
  hubImportQuerySchema,
  idSchema,
  type ImportReport,
  importReportSchema,
} from '#libs/contracts';
import { HubImport } from '#libs/hubs';
import type { Caller } from '#libs/identity';
import { HubGround } from '#libs/search';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiRequest } from '../http/api-request.js';
import { TakesTables } from '../http/table-body.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { languageOf } from '../problems/problem-titles.js';
import { answerImport } from './import-answer.js';
import { tableOf } from './table-of.js';

const COLUMNS = 'name, lat, lon, slug, kind, address, desks, rooms, amenities, opening, asset';

@ApiTags('organisations')
@Controller('api/v1/organisations/:organisationId/hubs/imports')
export class HubImportsController {
  constructor(
    private readonly hubs: HubImport,
    private readonly ground: HubGround,
  ) {}

  @Post()
  @HttpCode(200)
  @Access('organisation.administer')
  @TakesTables()
  @ApiOperation({
    operationId: 'import_hubs',
    summary: 'Takes the hubs of an organisation in a metro from a table or a map',
    description: `Known again by slug; what is left out stays. Columns: ${COLUMNS}. A refused row refuses all of it (422 with the report) unless partial=true.`,
    requestBody: {
      required: true,
      content: {
        'text/csv': { schema: { type: 'string', example: 'name,lat,lon,desks\nBiblioteca,44.49,11.34,12\n' } },
        'application/geo+json': {
          schema: {
            type: 'object',
            required: ['type', 'features'],
            properties: {
              type: { type: 'string', enum: ['FeatureCollection'] },
              features: { type: 'array', items: { type: 'object' } },
            },
          },
        },
      },
    },
  })
  @ApiAnswer(200, importReportSchema, 'What came of it, or would')
  @ApiProblems(400, 404, 409, 422, 503)
  async import(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: hubImportQuerySchema }) { metro, ...mode }: HubImportQuery,
    @Body() body: unknown,
    @Req() request: ApiRequest,
  ): Promise<ImportReport> {
    const wish = { ...mode, organisationId, metro, ground: this.ground, table: tableOf(body) };
    return answerImport(await this.hubs.run(caller, wish), languageOf(request.headers['accept-language']));
  }
}
