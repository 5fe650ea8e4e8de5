import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type ChangeMember,
  changeMemberSchema,
  idSchema,
  type Member,
  type MemberPage,
  memberPageSchema,
  memberSchema,
  type MembersQuery,
  membersQuerySchema,
} from '#libs/contracts';
import { type Caller, MembershipService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('organisations')
@Controller('api/v1/organisations/:organisationId/members')
export class MembersController {
  constructor(private readonly memberships: MembershipService) {}

  @Get()
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'list_members',
    summary: 'Who belongs to an organisation',
    description:
      'In the order in which they became members; somebody with two roles is there twice. That their names were seen is in the audit. ' +
      'An id of all zeros stands for the network itself.',
  })
  @ApiAnswer(200, memberPageSchema, 'A page of members')
  @ApiProblems(400, 404, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: membersQuerySchema }) query: MembersQuery,
  ): Promise<MemberPage> {
    return this.memberships.members(caller, organisationId, query);
  }

  @Patch(':membershipId')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'change_member',
    summary: 'Gives a member another role, or the same one elsewhere in the organisation',
    description: 'Nobody gives themselves a right that they do not have; the last administrator stays one.',
  })
  @ApiConsumes('application/merge-patch+json')
  @ApiAnswer(200, memberSchema, 'The member as they are now')
  @ApiProblems(400, 404, 409, 422, 503)
  async change(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('membershipId', { schema: idSchema }) membershipId: string,
    @Body({ schema: changeMemberSchema }) patch: ChangeMember,
  ): Promise<Member> {
    return this.memberships.change(caller, organisationId, membershipId, patch);
  }

  @Delete(':membershipId')
  @Access('organisation.administer')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'revoke_membership',
    summary: 'Takes a role away from a member',
    description: 'Their sessions lose it at once. The last administrator goes only when the network takes them away.',
  })
  @ApiNoContentResponse({ description: 'The role is taken away' })
  @ApiProblems(400, 404, 409, 503)
  async revoke(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('membershipId', { schema: idSchema }) membershipId: string,
  ): Promise<void> {
    await this.memberships.revoke(caller, organisationId, membershipId);
  }
}
