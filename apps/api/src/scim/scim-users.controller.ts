import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type ScimUser,
  type ScimUserInput,
  scimUserInputSchema,
  type ScimUserList,
  scimUserListSchema,
  scimUserSchema,
  type ScimListQuery,
  scimListQuerySchema,
  type ScimPatch,
  scimPatchSchema,
  type ScimProjection,
  scimProjectionSchema,
} from '#libs/contracts';
import { type Caller, project, ScimUserService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { SCIM_JSON } from './scim-json.js';

@ApiTags('provisioning')
@ApiConsumes(SCIM_JSON)
@ApiProduces(SCIM_JSON)
@Controller('scim/v2/Users')
export class ScimUsersController {
  constructor(private readonly users: ScimUserService) {}

  @Get()
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'list_provisioned_users',
    summary: 'The people whom the directory has provisioned',
    description: 'Those of the token’s organisation, by a filter on id, userName, externalId or displayName.',
  })
  @ApiAnswer(200, scimUserListSchema, 'A page of users')
  @ApiProblems(400, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: scimListQuerySchema }) query: ScimListQuery,
  ): Promise<ScimUserList> {
    const list = await this.users.list(caller, query);
    return { ...list, Resources: list.Resources.map((user) => project(user, query)) };
  }

  @Post()
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'provision_user',
    summary: 'Makes a person known before they sign in',
    description:
      'externalId is the subject by which the identity provider of the sign-in knows them. Roles come from groups.',
  })
  @ApiAnswer(201, scimUserSchema, 'The user')
  @ApiProblems(400, 409, 503)
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: scimUserInputSchema }) input: ScimUserInput,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ScimUser> {
    const created = await this.users.create(caller, input);
    void reply.header('location', created.meta.location);
    return created;
  }

  @Get(':userId')
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'show_provisioned_user',
    summary: 'One person whom the directory has provisioned',
    description: 'As the directory has them, and nothing that they told us themselves.',
  })
  @ApiAnswer(200, scimUserSchema, 'The user')
  @ApiProblems(400, 404, 503)
  async show(
    @CurrentCaller() caller: Caller,
    @Param('userId', { schema: idSchema }) userId: string,
    @Query({ schema: scimProjectionSchema }) query: ScimProjection,
  ): Promise<ScimUser> {
    return project(await this.users.show(caller, userId), query);
  }

  @Put(':userId')
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'replace_provisioned_user',
    summary: 'Sets a person to what the directory has',
    description: 'externalId can not change: it says who the person is.',
  })
  @ApiAnswer(200, scimUserSchema, 'The user as it is now')
  @ApiProblems(400, 404, 409, 503)
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('userId', { schema: idSchema }) userId: string,
    @Body({ schema: scimUserInputSchema }) input: ScimUserInput,
  ): Promise<ScimUser> {
    return this.users.replace(caller, userId, input);
  }

  @Patch(':userId')
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'change_provisioned_user',
    summary: 'Changes something about a person',
    description: 'PatchOp of RFC 7644 §3.5.2. With active false their roles from here and their sessions end at once.',
  })
  @ApiAnswer(200, scimUserSchema, 'The user as it is now')
  @ApiProblems(400, 404, 409, 503)
  async patch(
    @CurrentCaller() caller: Caller,
    @Param('userId', { schema: idSchema }) userId: string,
    @Body({ schema: scimPatchSchema }) operations: ScimPatch,
  ): Promise<ScimUser> {
    return this.users.patch(caller, userId, operations);
  }

  @Delete(':userId')
  @Access('people.provision')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'remove_provisioned_user',
    summary: 'Forgets a person of the directory',
    description: 'Their roles from here and their sessions end; the account stays with the person.',
  })
  @ApiNoContentResponse({ description: 'The user is gone' })
  @ApiProblems(400, 404, 503)
  async remove(@CurrentCaller() caller: Caller, @Param('userId', { schema: idSchema }) userId: string): Promise<void> {
    await this.users.remove(caller, userId);
  }
}
