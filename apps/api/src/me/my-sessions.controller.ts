import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idSchema, type MySessions, mySessionsSchema } from '#libs/contracts';
import { type Actor, SessionService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('person')
@Controller('api/v1/me/sessions')
export class MySessionsController {
  constructor(private readonly sessions: SessionService) {}

  @Get()
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_sessions',
    summary: 'Where I am signed in',
    description: 'The browsers in which the caller is signed in, the one used last first.',
  })
  @ApiAnswer(200, mySessionsSchema, 'The sessions')
  list(@CurrentActor() actor: Actor): Promise<MySessions> {
    return this.sessions.list(actor);
  }

  @Delete()
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'end_my_other_sessions',
    summary: 'Sign out everywhere else',
    description: 'Ends all sessions of the caller but the one that asks.',
  })
  @ApiNoContentResponse({ description: 'No other session is left' })
  async endOthers(@CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.endOthers(actor);
  }

  @Delete(':sessionId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'end_my_session',
    summary: 'Sign out in one browser',
    description: 'Ends one session of the caller, be it the one that asks.',
  })
  @ApiNoContentResponse({ description: 'The session is over' })
  @ApiProblems(400, 404)
  async end(@CurrentActor() actor: Actor, @Param('sessionId', { schema: idSchema }) sessionId: string): Promise<void> {
    await this.sessions.end(actor, sessionId);
  }
}
