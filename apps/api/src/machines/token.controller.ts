import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { type TokenAnswer, tokenAnswerSchema, type TokenRequest, tokenRequestSchema } from '#libs/contracts';
import { TokenService, UnsupportedGrant } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import type { ApiRequest } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { credentialsOf } from './client-credentials.js';

@ApiTags('machines')
@Controller('auth/token')
export class TokenController {
  constructor(private readonly tokens: TokenService) {}

  @Post()
  @Access('public')
  @HttpCode(200)
  @Header('pragma', 'no-cache')
  @ApiSecurity('client')
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOperation({
    operationId: 'issue_token',
    summary: 'Gives a client a token for an hour',
    description:
      'The grant client_credentials of OAuth (RFC 6749 §4.4). The client shows its id and secret by HTTP Basic, or as client_id and ' +
      'client_secret in the body. Refusals have the form of OAuth.',
  })
  @ApiAnswer(200, tokenAnswerSchema, 'The token, to be sent as Authorization: Bearer')
  @ApiProblems(400, 401, 503)
  async issue(
    @Body({ schema: tokenRequestSchema }) body: TokenRequest,
    @Req() request: ApiRequest,
  ): Promise<TokenAnswer> {
    const credentials = credentialsOf(request, body);
    if (body.grant_type !== 'client_credentials') throw new UnsupportedGrant();
    return this.tokens.issue(credentials, (body.scope ?? '').split(' ').filter(Boolean));
  }
}
