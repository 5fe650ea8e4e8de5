import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Me, meSchema } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';

@ApiTags('person')
@Controller('api/v1/me')
export class MeController {
  @Get()
  @Access('person')
  @ApiOperation({
    operationId: 'show_me',
    summary: 'Who is signed in',
    description: 'The person of the session, and their roles.',
  })
  @ApiAnswer(200, meSchema, 'The signed-in person')
  show(@CurrentActor() actor: Actor): Me {
    return {
      id: actor.personId,
      displayName: actor.displayName,
      assurance: actor.session.assurance,
      memberships: [...actor.memberships],
    };
  }
}
