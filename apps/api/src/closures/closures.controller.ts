import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClosureService, ClosureUndoService } from '#libs/booking';
import {
  type CloseHub,
  closeHubSchema,
  type Closure,
  type ClosurePage,
  closurePageSchema,
  type ClosurePreview,
  closurePreviewSchema,
  closureSchema,
  type ClosuresQuery,
  closuresQuerySchema,
  idSchema,
  type LiftClosureQuery,
  liftClosureQuerySchema,
  type PreviewClosure,
  previewClosureSchema,
} from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('closures')
@Controller('api/v1/hubs/:hubId/closures')
export class ClosuresController {
  constructor(
    private readonly closures: ClosureService,
    private readonly undo: ClosureUndoService,
  ) {}

  @Post('preview')
  @Access('hub.manage')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'preview_closure',
    summary: 'Which bookings a closure would hit, and where each could go',
    description:
      'To the nearest free place that is as good: another space of the hub, else the nearest hub on foot. It changes nothing and names no person.',
  })
  @ApiAnswer(200, closurePreviewSchema, 'The bookings hit')
  @ApiProblems(400, 404, 422, 503)
  async preview(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Body({ schema: previewClosureSchema }) request: PreviewClosure,
  ): Promise<ClosurePreview> {
    return this.closures.preview(caller, hubId, request);
  }

  @Post()
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'close_hub',
    summary: 'Closes a space or the whole hub for a time',
    description:
      'At once everything in it is blocked and every booking hit is moved or cancelled, and its person is told. Blocks that are there already stay. 500 bookings at most.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Of a person: sent again with the same request within a day, it gives the same closure again',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiAnswer(201, closureSchema, 'The closure, with what it did to bookings')
  @ApiProblems(400, 404, 409, 422, 503)
  async close(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Body({ schema: closeHubSchema }) request: CloseHub,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Closure> {
    const closure = await this.closures.close(caller, hubId, request, key);
    void reply.header('location', `/api/v1/hubs/${closure.hubId}/closures/${closure.id}`);
    return closure;
  }

  @Get()
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'list_closures',
    summary: 'The closures of a hub in a span',
    description: 'By their start, also those that were undone or ended.',
  })
  @ApiAnswer(200, closurePageSchema, 'A page of closures')
  @ApiProblems(400, 404, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Query({ schema: closuresQuerySchema }) query: ClosuresQuery,
  ): Promise<ClosurePage> {
    return this.closures.list(caller, hubId, query);
  }

  @Get(':closureId')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'show_closure',
    summary: 'One closure',
    description: 'With what it did to each booking that it hit.',
  })
  @ApiAnswer(200, closureSchema, 'The closure')
  @ApiProblems(400, 404, 503)
  async show(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('closureId', { schema: idSchema }) closureId: string,
  ): Promise<Closure> {
    return this.closures.show(caller, hubId, closureId);
  }

  @Delete(':closureId')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'lift_closure',
    summary: 'Opens what was closed',
    description:
      'Undone within ten minutes, the bookings that it moved or cancelled go back where their place and their person are still free; the answer says which could not. ' +
      'Later it can only be ended: the blocks go, and nothing else. Doing it again changes nothing.',
  })
  @ApiAnswer(200, closureSchema, 'The closure as it is now')
  @ApiProblems(400, 404, 409, 503)
  async lift(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('closureId', { schema: idSchema }) closureId: string,
    @Query({ schema: liftClosureQuerySchema }) { mode }: LiftClosureQuery,
  ): Promise<Closure> {
    return this.undo.lift(caller, hubId, closureId, mode);
  }
}
