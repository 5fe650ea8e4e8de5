import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Agreement,
  type AgreementList,
  agreementListSchema,
  agreementSchema,
  type CreateAgreement,
  createAgreementSchema,
  idSchema,
} from '#libs/contracts';
import { AgreementService } from '#libs/hubs';
import type { Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('organisations')
@Controller('api/v1/organisations/:organisationId/assets/:assetId/agreements')
export class AgreementsController {
  constructor(private readonly agreements: AgreementService) {}

  @Get()
  @Access('public')
  @ApiOperation({
    operationId: 'list_agreements',
    summary: 'Who may use a building, when and with which duties',
    description:
      'Past, present and future agreements in the order of their beginning, with the hubs that stand under each.',
  })
  @ApiAnswer(200, agreementListSchema, 'The agreements')
  @ApiProblems(400, 404, 503)
  async list(
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('assetId', { schema: idSchema }) assetId: string,
  ): Promise<AgreementList> {
    return this.agreements.list(organisationId, assetId);
  }

  @Post()
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'make_agreement',
    summary: 'Gives an organisation the use of a building',
    description:
      'In weekly windows from a day on. A window that another agreement holds at the same time is refused with 409; `errors` says which one, and whose it is.',
  })
  @ApiAnswer(201, agreementSchema, 'The agreement')
  @ApiProblems(400, 404, 409, 503)
  async make(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('assetId', { schema: idSchema }) assetId: string,
    @Body({ schema: createAgreementSchema }) body: CreateAgreement,
  ): Promise<Agreement> {
    return this.agreements.make(caller, organisationId, assetId, body);
  }

  @Delete(':agreementId')
  @Access('organisation.administer')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'end_agreement',
    summary: 'Ends an agreement from today on',
    description: 'It stays in the list as a past one; had it not begun, it is gone. Refused while hubs stand under it.',
  })
  @ApiNoContentResponse({ description: 'It holds no more' })
  @ApiProblems(400, 404, 409, 503)
  async end(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('assetId', { schema: idSchema }) assetId: string,
    @Param('agreementId', { schema: idSchema }) agreementId: string,
  ): Promise<void> {
    await this.agreements.end(caller, organisationId, assetId, agreementId);
  }
}
