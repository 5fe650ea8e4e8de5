import { Body, Controller, Delete, Get, Header, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HubRulesService, PolicyDryRunService, PolicyService } from '#libs/booking';
import {
  type CreatePolicy,
  createPolicySchema,
  type HubBookingRules,
  hubBookingRulesSchema,
  type HubRulesQuery,
  hubRulesQuerySchema,
  idSchema,
  type PoliciesQuery,
  policiesQuerySchema,
  type Policy,
  type PolicyDryRun,
  policyDryRunSchema,
  type PolicyEffect,
  policyEffectSchema,
  type PolicyPage,
  policyPageSchema,
  policySchema,
} from '#libs/contracts';
import type { Actor, Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor, CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { languageOf, titleOf } from '../problems/problem-titles.js';

@ApiTags('policies')
@Controller('api/v1')
export class PoliciesController {
  constructor(
    private readonly policies: PolicyService,
    private readonly dryRuns: PolicyDryRunService,
    private readonly rules: HubRulesService,
  ) {}

  @Get('organisations/:organisationId/policies')
  @Access('public')
  @ApiOperation({
    operationId: 'list_policies',
    summary: 'The rules of booking that an organisation wrote',
    description:
      'Each speaks for a part of its hubs and of those who book in them: organisation, hub, space, kind of thing, audience. The latest first.',
  })
  @ApiAnswer(200, policyPageSchema, 'A page of rules')
  @ApiProblems(400, 404, 503)
  async list(
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: policiesQuerySchema }) query: PoliciesQuery,
  ): Promise<PolicyPage> {
    return this.policies.list(organisationId, query);
  }

  @Post('organisations/:organisationId/policies')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'write_policy',
    summary: 'Writes rules of booking for a part of the hubs',
    description:
      'They hold from now on, in the place of those for the same part, whose version must be named; bookings that stand are not touched. ' +
      'Rules for all hubs are for who manages the organisation.',
  })
  @ApiAnswer(201, policySchema, 'The rules')
  @ApiProblems(400, 404, 409, 503)
  async write(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Body({ schema: createPolicySchema }) body: CreatePolicy,
  ): Promise<Policy> {
    return this.policies.write(caller, organisationId, body);
  }

  @Delete('organisations/:organisationId/policies/:policyId')
  @Access('hub.manage')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'end_policy',
    summary: 'Ends rules of booking from now on',
    description: 'What they said, the more general rules say again, or the defaults of the product.',
  })
  @ApiNoContentResponse({ description: 'They hold no more' })
  @ApiProblems(400, 404, 503)
  async end(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('policyId', { schema: idSchema }) policyId: string,
  ): Promise<void> {
    await this.policies.end(caller, organisationId, policyId);
  }

  @Post('policies/dry-run')
  @Access('hub.manage')
  @HttpCode(200)
  @Header('vary', 'accept-language')
  @ApiOperation({
    operationId: 'try_policy',
    summary: 'What rules would do to the bookings that stand',
    description:
      'The bookings that the rules would have refused when they were made, with the first reason of each, and that those of now allow. ' +
      'Quotas and buffers are not counted. Nothing is written.',
  })
  @ApiAnswer(200, policyEffectSchema, 'What would be refused')
  @ApiProblems(400, 404, 503)
  async dryRun(
    @CurrentCaller() caller: Caller,
    @Body({ schema: policyDryRunSchema }) body: PolicyDryRun,
    @Headers('accept-language') asked: string | undefined,
  ): Promise<PolicyEffect> {
    const language = languageOf(asked);
    const { refused, ...effect } = await this.dryRuns.try(caller, body);
    return { ...effect, refused: refused.map((one) => ({ ...one, title: titleOf(one.code, undefined, language) })) };
  }

  @Get('hubs/:hubId/rules')
  @Access('anyone')
  @ApiOperation({
    operationId: 'show_hub_rules',
    summary: 'The rules of booking that hold in a hub for the caller',
    description: 'All layers taken together, for a kind of thing and, if it is named, a space of the hub.',
  })
  @ApiAnswer(200, hubBookingRulesSchema, 'The rules')
  @ApiProblems(400, 404, 503)
  async ofHub(
    @CurrentActor() actor: Actor | null,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Query({ schema: hubRulesQuerySchema }) query: HubRulesQuery,
  ): Promise<HubBookingRules> {
    return this.rules.show(actor, hubId, query);
  }
}
