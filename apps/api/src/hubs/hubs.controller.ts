import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Hub, hubSchema, idSchema, type ManagedHubs, managedHubsSchema } from '#libs/contracts';
import { HubsService } from '#libs/hubs';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('network')
@Controller('api/v1')
export class HubsController {
  constructor(private readonly hubs: HubsService) {}

  @Get('hubs/:hubId')
  @Access('public')
  @ApiOperation({
    operationId: 'show_hub',
    summary: 'A hub with its floor plan and opening windows',
    description: 'Its spaces and everything in it that can be booked, on local axes in metres.',
  })
  @ApiAnswer(200, hubSchema, 'The hub')
  @ApiProblems(400, 404, 503)
  async show(@Param('hubId', { schema: idSchema }) hubId: string): Promise<Hub> {
    return this.hubs.hub(hubId);
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
