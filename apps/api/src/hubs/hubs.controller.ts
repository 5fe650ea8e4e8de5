import { Body, Controller, Get, Param, Patch, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type ChangeHub,
  changeHubSchema,
  type Hub,
  hubSchema,
  idSchema,
  type ManagedHubs,
  managedHubsSchema,
  type OrganisationHubs,
  organisationHubsSchema,
} from '#libs/contracts';
import { HubAdministration, HubsService } from '#libs/hubs';
import { type Actor, type Caller, OrganisationService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor, CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ChangesVersion, ExpectedVersion, writeETag } from '../http/entity-tag.js';
import { ApiAnswer, VERSIONED } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('network')
@Controller('api/v1')
export class HubsController {
  constructor(
    private readonly hubs: HubsService,
    private readonly administration: HubAdministration,
    private readonly organisations: OrganisationService,
  ) {}

  @Get('hubs/:hubId')
  @Access('public')
  @ApiOperation({
    operationId: 'show_hub',
    summary: 'A hub with its floor plan and opening windows',
    description: 'Its spaces and everything in it that can be booked, on local axes in metres.',
  })
  @ApiAnswer(200, hubSchema, 'The hub', VERSIONED)
  @ApiProblems(400, 404, 503)
  async show(
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Hub> {
    const { hub, version } = await this.hubs.versioned(hubId);
    writeETag(reply, version);
    return hub;
  }

  @Patch('hubs/:hubId')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'change_hub',
    summary: 'Changes the name, address, amenities or opening windows of a hub',
    description:
      'What is left out stays. Searches and new bookings follow at once; bookings that stand are not touched, also where the hub is to be closed in their time. Windows outside those of the use agreement are refused with 422.',
  })
  @ApiConsumes('application/merge-patch+json')
  @ChangesVersion()
  @ApiAnswer(200, hubSchema, 'The hub as it is now', VERSIONED)
  @ApiProblems(400, 404, 422, 503)
  async change(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @ExpectedVersion() expected: number,
    @Body({ schema: changeHubSchema }) patch: ChangeHub,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Hub> {
    const { hub, version } = await this.administration.change(caller, hubId, expected, patch);
    writeETag(reply, version);
    return hub;
  }

  @Get('organisations/:organisationId/hubs')
  @Access('public')
  @ApiOperation({
    operationId: 'list_organisation_hubs',
    summary: 'The hubs that an organisation runs',
    description: 'In all metros, by metro and name.',
  })
  @ApiAnswer(200, organisationHubsSchema, 'The hubs')
  @ApiProblems(400, 404, 503)
  async ofOrganisation(
    @Param('organisationId', { schema: idSchema }) organisationId: string,
  ): Promise<OrganisationHubs> {
    await this.organisations.show(organisationId);
    return this.hubs.ofOrganisation(organisationId);
  }

  @Get('me/hubs')
  @Access('person')
  @ApiOperation({
    operationId: 'list_managed_hubs',
    summary: 'The hubs that the signed-in person manages',
    description: 'By metro and name; empty for who manages none.',
  })
  @ApiAnswer(200, managedHubsSchema, 'The hubs')
  @ApiProblems(503)
  async managed(@CurrentActor() actor: Actor): Promise<ManagedHubs> {
    return this.hubs.managedHubs(actor);
  }
}
