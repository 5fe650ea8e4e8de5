import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Coverage, type CoverageQuery, coverageQuerySchema, coverageSchema } from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { CoverageService } from '#libs/insights';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('planning')
@Controller('api/v1/metros')
export class CoverageController {
  constructor(private readonly insights: CoverageService) {}

  @Get(':metro/coverage')
  @Access('network.plan')
  @ApiOperation({
    operationId: 'show_coverage',
    summary: 'Residents within reach of a free seat',
    description: 'For planners. Counts of 1 to 4 residents are in the totals only.',
  })
  @ApiAnswer(200, coverageSchema, 'The coverage')
  @ApiProblems(400, 403, 404, 503)
  async show(
    @CurrentCaller() caller: Caller,
    @Param('metro') metro: string,
    @Query({ schema: coverageQuerySchema }) query: CoverageQuery,
  ): Promise<Coverage> {
    return this.insights.coverage(caller, metro, query);
  }
}
