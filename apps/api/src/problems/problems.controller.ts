import { Controller, Get, Headers, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access } from '../auth/access.decorator.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { ProblemTypeUnknown } from './problem-type-unknown.js';
import { isKnownCode, languageOf, titleOf } from './problem-titles.js';

const problemTypeSchema = z
  .object({ type: z.string(), code: z.string(), title: z.string() })
  .meta({ id: 'ProblemType' });
const paramsSchema = z.object({ code: z.string().regex(/^[a-z0-9-]{1,60}$/) });

@ApiTags('service')
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  @Access('public')
  @ApiOperation({
    operationId: 'show_problem_type',
    summary: 'What a kind of problem means',
    description: 'Every `type` of a problem is an address under this one.',
  })
  @ApiAnswer(200, problemTypeSchema, 'The kind of problem, in the language asked for')
  @ApiProblems(400, 404)
  show(
    @Param({ schema: paramsSchema }) { code }: z.infer<typeof paramsSchema>,
    @Headers('accept-language') language: string | undefined,
  ): z.infer<typeof problemTypeSchema> {
    if (!isKnownCode(code)) throw new ProblemTypeUnknown();
    return { type: `/problems/${code}`, code, title: titleOf(code, undefined, languageOf(language)) };
  }
}
