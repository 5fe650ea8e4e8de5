import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type AcceptedInvitation,
  acceptedInvitationSchema,
  type CreateInvitation,
  createInvitationSchema,
  idSchema,
  type InvitationOffer,
  invitationOfferSchema,
  type InvitationPage,
  invitationPageSchema,
  type InvitationToken,
  invitationTokenSchema,
  type MadeInvitation,
  madeInvitationSchema,
  type MembersQuery,
  membersQuerySchema,
} from '#libs/contracts';
import { type Actor, type Caller, InvitationService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor, CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('organisations')
@Controller('api/v1')
export class InvitationsController {
  constructor(private readonly invitations: InvitationService) {}

  @Get('organisations/:organisationId/invitations')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'list_invitations',
    summary: 'The invitations of an organisation',
    description: 'The newest first: open, expired and accepted. None tells its link again.',
  })
  @ApiAnswer(200, invitationPageSchema, 'A page of invitations')
  @ApiProblems(400, 404, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: membersQuerySchema }) query: MembersQuery,
  ): Promise<InvitationPage> {
    return this.invitations.list(caller, organisationId, query);
  }

  @Post('organisations/:organisationId/invitations')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'invite_member',
    summary: 'Makes a link that gives a role to whoever accepts it first',
    description: 'The link is told this once. It holds as long as its maker may grant what it offers.',
  })
  @ApiAnswer(201, madeInvitationSchema, 'The invitation with its link')
  @ApiProblems(400, 404, 422, 503)
  async invite(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Body({ schema: createInvitationSchema }) body: CreateInvitation,
  ): Promise<MadeInvitation> {
    return this.invitations.invite(caller, organisationId, body);
  }

  @Delete('organisations/:organisationId/invitations/:invitationId')
  @Access('organisation.administer')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'withdraw_invitation',
    summary: 'Takes an invitation back before somebody accepts it',
    description: 'Its link is worth nothing from then on.',
  })
  @ApiNoContentResponse({ description: 'It is taken back' })
  @ApiProblems(400, 404, 409, 503)
  async withdraw(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('invitationId', { schema: idSchema }) invitationId: string,
  ): Promise<void> {
    await this.invitations.withdraw(caller, organisationId, invitationId);
  }

  @Post('invitations/preview')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'preview_invitation',
    summary: 'What an invitation offers',
    description: 'Changes nothing. Unknown, expired, withdrawn and used links are answered alike.',
  })
  @ApiAnswer(200, invitationOfferSchema, 'What accepting it would give')
  @ApiProblems(400, 404, 503)
  async preview(
    @CurrentActor() actor: Actor,
    @Body({ schema: invitationTokenSchema }) { token }: InvitationToken,
  ): Promise<InvitationOffer> {
    return this.invitations.preview(actor, token);
  }

  @Post('invitations/accept')
  @Access('person')
  @ApiOperation({
    operationId: 'accept_invitation',
    summary: 'Makes the signed-in person what the invitation offers',
    description: 'Once. Who has the role already keeps it; who accepted it before is told the same again.',
  })
  @ApiAnswer(201, acceptedInvitationSchema, 'The membership')
  @ApiProblems(400, 404, 503)
  async accept(
    @CurrentActor() actor: Actor,
    @Body({ schema: invitationTokenSchema }) { token }: InvitationToken,
  ): Promise<AcceptedInvitation> {
    return this.invitations.accept(actor, token);
  }
}
