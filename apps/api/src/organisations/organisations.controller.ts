import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type ChangeOrganisation,
  changeOrganisationSchema,
  type CreateOrganisation,
  createOrganisationSchema,
  idSchema,
  type MyOrganisations,
  myOrganisationsSchema,
  type Organisation,
  type OrganisationPage,
  organisationPageSchema,
  organisationSchema,
  type OrganisationsQuery,
  organisationsQuerySchema,
} from '#libs/contracts';
import { type Actor, type Caller, OrganisationService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor, CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ChangesVersion, ExpectedVersion, writeETag } from '../http/entity-tag.js';
import { ApiAnswer, VERSIONED } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('organisations')
@Controller('api/v1')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationService) {}

  @Get('organisations')
  @Access('public')
  @ApiOperation({
    operationId: 'list_organisations',
    summary: 'The organisations of the network',
    description: 'By name, all or those whose name has a text in it.',
  })
  @ApiAnswer(200, organisationPageSchema, 'A page of organisations')
  @ApiProblems(400, 503)
  async list(@Query({ schema: organisationsQuerySchema }) query: OrganisationsQuery): Promise<OrganisationPage> {
    return this.organisations.list(query);
  }

  @Post('organisations')
  @Access('network.administer')
  @ApiOperation({
    operationId: 'create_organisation',
    summary: 'Takes an organisation into the network',
    description: 'Name and IPA code are its own in the whole network.',
  })
  @ApiAnswer(201, organisationSchema, 'The organisation', VERSIONED)
  @ApiProblems(400, 409, 422, 503)
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createOrganisationSchema }) body: CreateOrganisation,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Organisation> {
    const { organisation, version } = await this.organisations.create(caller, body);
    writeETag(reply, version);
    void reply.header('location', `/api/v1/organisations/${organisation.id}`);
    return organisation;
  }

  @Get('organisations/:organisationId')
  @Access('public')
  @ApiOperation({
    operationId: 'show_organisation',
    summary: 'One organisation',
    description: 'What it is, and how many hubs it runs.',
  })
  @ApiAnswer(200, organisationSchema, 'The organisation', VERSIONED)
  @ApiProblems(400, 404, 503)
  async show(
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Organisation> {
    const { organisation, version } = await this.organisations.show(organisationId);
    writeETag(reply, version);
    return organisation;
  }

  @Patch('organisations/:organisationId')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'change_organisation',
    summary: 'Changes what is known of an organisation',
    description: 'Its place under another organisation is changed by administrators of the network alone.',
  })
  @ApiConsumes('application/merge-patch+json')
  @ChangesVersion()
  @ApiAnswer(200, organisationSchema, 'The organisation as it is now', VERSIONED)
  @ApiProblems(400, 404, 409, 422, 503)
  async change(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @ExpectedVersion() expected: number,
    @Body({ schema: changeOrganisationSchema }) patch: ChangeOrganisation,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Organisation> {
    const { organisation, version } = await this.organisations.change(caller, organisationId, expected, patch);
    writeETag(reply, version);
    return organisation;
  }

  @Get('me/organisations')
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_organisations',
    summary: 'The organisations that the signed-in person administers or audits',
    description: 'By name; empty for who does neither.',
  })
  @ApiAnswer(200, myOrganisationsSchema, 'The organisations')
  @ApiProblems(503)
  async mine(@CurrentActor() actor: Actor): Promise<MyOrganisations> {
    return this.organisations.mine(actor);
  }
}
