import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type CreateMachine,
  createMachineSchema,
  idSchema,
  type MachinePage,
  machinePageSchema,
  type MachineSecret,
  machineSecretSchema,
  type MachinesQuery,
  machinesQuerySchema,
} from '#libs/contracts';
import { type Caller, MachineService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('machines')
@Controller('api/v1/organisations/:organisationId/machines')
export class MachinesController {
  constructor(private readonly machines: MachineService) {}

  @Get()
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'list_machines',
    summary: 'The programs and kiosks of an organisation',
    description: 'Newest first, the revoked ones too, with what each may do and when it was last used.',
  })
  @ApiAnswer(200, machinePageSchema, 'A page of machines')
  @ApiProblems(400, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: machinesQuerySchema }) query: MachinesQuery,
  ): Promise<MachinePage> {
    return this.machines.list(caller, organisationId, query);
  }

  @Post()
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'create_machine',
    summary: 'Lets a program or a kiosk in',
    description:
      'A client earns tokens of an hour with its secret; the secret of a kiosk is its token, for one hub. Nobody can give a right that they do ' +
      'not have. The secret is told this once.',
  })
  @ApiAnswer(201, machineSecretSchema, 'The machine and its secret')
  @ApiProblems(400, 404, 409, 422, 503)
  async create(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Body({ schema: createMachineSchema }) machine: CreateMachine,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<MachineSecret> {
    const created = await this.machines.create(caller, organisationId, machine);
    void reply.header('location', `/api/v1/organisations/${organisationId}/machines/${created.id}`);
    return created;
  }

  @Delete(':machineId')
  @Access('organisation.administer')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'revoke_machine',
    summary: 'Shuts a program or a kiosk out',
    description: 'For good, with all its tokens, within five seconds. Again: changes nothing.',
  })
  @ApiNoContentResponse({ description: 'It is shut out' })
  @ApiProblems(400, 404, 503)
  async revoke(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('machineId', { schema: idSchema }) machineId: string,
  ): Promise<void> {
    await this.machines.revoke(caller, organisationId, machineId);
  }

  @Post(':machineId/secret')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'rotate_machine_secret',
    summary: 'Gives a program or a kiosk another secret',
    description: 'The former one and all tokens earned with it end within five seconds. The secret is told this once.',
  })
  @ApiAnswer(201, machineSecretSchema, 'The machine and its new secret')
  @ApiProblems(400, 404, 409, 422, 503)
  async rotate(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('machineId', { schema: idSchema }) machineId: string,
  ): Promise<MachineSecret> {
    return this.machines.rotate(caller, organisationId, machineId);
  }
}
