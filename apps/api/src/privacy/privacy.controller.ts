import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Privacy, privacySchema } from '#libs/contracts';
import { Retention } from '#libs/platform';
import { Access } from '../auth/access.decorator.js';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { languageOf } from '../problems/problem-titles.js';

@ApiTags('service')
@Controller('api/v1/privacy')
export class PrivacyController {
  constructor(private readonly retention: Retention) {}

  @Get()
  @Access('public')
  @ApiOperation({
    operationId: 'show_privacy',
    summary: 'What is kept, how long and why',
    description:
      'The rules by which data is removed, and when each ran last. In Italian or English, by Accept-Language.',
  })
  @ApiAnswer(200, privacySchema, 'The rules')
  @ApiProblems(503)
  async show(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<Privacy> {
    const language = languageOf(request.headers['accept-language']);
    void reply.header('content-language', language).header('vary', 'accept-language');
    const rules = await this.retention.state();
    return {
      retention: rules.map(({ id, data, keptFor, basis, lastRun }) => ({
        id,
        data: data[language],
        keptFor,
        basis: basis[language],
        lastRunAt: lastRun?.ranAt.toString() ?? null,
        removed: lastRun?.removed ?? null,
      })),
    };
  }
}
