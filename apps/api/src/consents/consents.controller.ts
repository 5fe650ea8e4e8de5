import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConsentService } from '#libs/booking';
import {
  type Consent,
  type ConsentPage,
  consentPageSchema,
  consentSchema,
  type ConsentToken,
  consentTokenSchema,
  type CreateConsent,
  createConsentSchema,
  idSchema,
  type MadeConsent,
  madeConsentSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1/me/consents')
export class ConsentsController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_consents',
    summary: 'Who may book for oneself, and for whom one may book',
    description: 'At most two hundred, those that have not ended first.',
  })
  @ApiAnswer(200, consentPageSchema, 'The consents')
  @ApiProblems(503)
  async mine(@CurrentActor() actor: Actor): Promise<ConsentPage> {
    return this.consents.mine(actor);
  }

  @Post()
  @Access('person')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'give_consent',
    summary: 'Lets somebody else book for oneself',
    description:
      'By a link for one person, or by a code of fifteen minutes that the staff of a hub type at its desk. It is told this once, ends by itself and can be revoked.',
  })
  @ApiAnswer(201, madeConsentSchema, 'The consent with its link or code')
  @ApiProblems(400, 404, 409, 503)
  async give(
    @CurrentActor() actor: Actor,
    @Body({ schema: createConsentSchema }) request: CreateConsent,
  ): Promise<MadeConsent> {
    return this.consents.give(actor, request);
  }

  @Post('acceptance')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'accept_consent',
    summary: 'Accepts to book for somebody',
    description: 'Once, by whoever comes first; the code of a desk by those who work there. Its person is then named.',
  })
  @ApiAnswer(200, consentSchema, 'The consent')
  @ApiProblems(400, 404, 503)
  async accept(
    @CurrentActor() actor: Actor,
    @Body({ schema: consentTokenSchema }) { token }: ConsentToken,
  ): Promise<Consent> {
    return this.consents.accept(actor, token);
  }

  @Delete(':consentId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'end_consent',
    summary: 'Revokes what one gave, or gives up what one holds',
    description: 'From that moment nothing is booked by it. What was booked stays. Once over, nothing changes.',
  })
  @ApiNoContentResponse({ description: 'It is over' })
  @ApiProblems(400, 404, 503)
  async end(@CurrentActor() actor: Actor, @Param('consentId', { schema: idSchema }) consentId: string): Promise<void> {
    await this.consents.end(actor, consentId);
  }
}
