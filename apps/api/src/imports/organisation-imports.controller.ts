import { Body, Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ImportQuery, importQuerySchema, type ImportReport, importReportSchema } from '#libs/contracts';
import { type Caller, OrganisationImport } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiRequest } from '../http/api-request.js';
import { TakesTables } from '../http/table-body.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { languageOf } from '../problems/problem-titles.js';
import { answerImport } from './import-answer.js';
import { tableOf } from './table-of.js';

const COLUMNS = 'name, kind, ipa_code, parent_ipa_code or parent_name';

@ApiTags('organisations')
@Controller('api/v1/organisations/imports')
export class OrganisationImportsController {
  constructor(private readonly organisations: OrganisationImport) {}

  @Post()
  @HttpCode(200)
  @Access('network.administer')
  @TakesTables()
  @ApiOperation({
    operationId: 'import_organisations',
    summary: 'Takes organisations from a table',
    description: `Known again by IPA code, else by name. Columns: ${COLUMNS}. A refused row refuses all of it (422 with the report) unless partial=true.`,
    requestBody: {
      required: true,
      content: {
        'text/csv': { schema: { type: 'string', example: 'name,kind,ipa_code\nComune di Esempio,municipality,\n' } },
        'application/json': {
          schema: {
            type: 'object',
            required: ['items'],
            properties: { items: { type: 'array', items: { type: 'object' } } },
            example: { items: [{ name: 'Comune di Esempio', kind: 'municipality' }] },
          },
        },
      },
    },
  })
  @ApiAnswer(200, importReportSchema, 'What came of it, or would')
  @ApiProblems(400, 409, 422, 503)
  async import(
    @CurrentCaller() caller: Caller,
    @Query({ schema: importQuerySchema }) mode: ImportQuery,
    @Body() body: unknown,
    @Req() request: ApiRequest,
  ): Promise<ImportReport> {
    const outcome = await this.organisations.run(caller, tableOf(body), mode);
    return answerImport(outcome, languageOf(request.headers['accept-language']));
  }
}
