import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type ScimGroup,
  type ScimGroupInput,
  scimGroupInputSchema,
  type ScimGroupList,
  scimGroupListSchema,
  scimGroupSchema,
  type ScimListQuery,
  scimListQuerySchema,
  type ScimPatch,
  scimPatchSchema,
  type ScimProjection,
  scimProjectionSchema,
} from '#libs/contracts';
import { type Caller, project, ScimGroupService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { SCIM_JSON } from './scim-json.js';

@ApiTags('provisioning')
@ApiConsumes(SCIM_JSON)
@ApiProduces(SCIM_JSON)
@Controller('scim/v2/Groups')
export class ScimGroupsController {
  constructor(private readonly groups: ScimGroupService) {}

  @Get()
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'list_provisioned_groups',
    summary: 'The groups of the directory',
    description: 'Those of the token’s organisation, by a filter on id, displayName, externalId or members.value.',
  })
  @ApiAnswer(200, scimGroupListSchema, 'A page of groups')
  @ApiProblems(400, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: scimListQuerySchema }) query: ScimListQuery,
  ): Promise<ScimGroupList> {
    const list = await this.groups.list(caller, query);
    return { ...list, Resources: list.Resources.map((group) => project(group, query)) };
  }

  @Post()
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'provision_group',
    summary: 'Makes a group that gives its members a role',
    description:
      'Named role or role@hub-slug, or with the extension urn:quindici:scim:Role. Roles of the network are not given.',
  })
  @ApiAnswer(201, scimGroupSchema, 'The group')
  @ApiProblems(400, 409, 503)
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: scimGroupInputSchema }) input: ScimGroupInput,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ScimGroup> {
    const created = await this.groups.create(caller, input);
    void reply.header('location', created.meta.location);
    return created;
  }

  @Get(':groupId')
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'show_provisioned_group',
    summary: 'One group of the directory',
    description: 'With its members, unless excludedAttributes names them.',
  })
  @ApiAnswer(200, scimGroupSchema, 'The group')
  @ApiProblems(400, 404, 503)
  async show(
    @CurrentCaller() caller: Caller,
    @Param('groupId', { schema: idSchema }) groupId: string,
    @Query({ schema: scimProjectionSchema }) query: ScimProjection,
  ): Promise<ScimGroup> {
    return project(await this.groups.show(caller, groupId), query);
  }

  @Put(':groupId')
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'replace_provisioned_group',
    summary: 'Sets a group to what the directory has',
    description: 'Its name, its role and all of its members.',
  })
  @ApiAnswer(200, scimGroupSchema, 'The group as it is now')
  @ApiProblems(400, 404, 409, 503)
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('groupId', { schema: idSchema }) groupId: string,
    @Body({ schema: scimGroupInputSchema }) input: ScimGroupInput,
  ): Promise<ScimGroup> {
    return this.groups.replace(caller, groupId, input);
  }

  @Patch(':groupId')
  @Header('content-type', SCIM_JSON)
  @Access('people.provision')
  @ApiOperation({
    operationId: 'change_provisioned_group',
    summary: 'Changes a group or who is in it',
    description: 'PatchOp of RFC 7644 §3.5.2, also on members[value eq "…"].',
  })
  @ApiAnswer(200, scimGroupSchema, 'The group as it is now')
  @ApiProblems(400, 404, 409, 503)
  async patch(
    @CurrentCaller() caller: Caller,
    @Param('groupId', { schema: idSchema }) groupId: string,
    @Body({ schema: scimPatchSchema }) operations: ScimPatch,
  ): Promise<ScimGroup> {
    return this.groups.patch(caller, groupId, operations);
  }

  @Delete(':groupId')
  @Access('people.provision')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'remove_provisioned_group',
    summary: 'Removes a group',
    description: 'Its members lose the role, unless another group gives it.',
  })
  @ApiNoContentResponse({ description: 'The group is gone' })
  @ApiProblems(400, 404, 503)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('groupId', { schema: idSchema }) groupId: string,
  ): Promise<void> {
    await this.groups.remove(caller, groupId);
  }
}
