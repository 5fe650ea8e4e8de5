import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SeriesChanges, SeriesService } from '#libs/booking';
import {
  type ChangeSeries,
  changeSeriesSchema,
  type CreateSeries,
  createSeriesSchema,
  type EndSeries,
  endSeriesSchema,
  idSchema,
  pageQuerySchema,
  type Series,
  type SeriesPage,
  seriesPageSchema,
  seriesSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1')
export class SeriesController {
  constructor(
    private readonly series: SeriesService,
    private readonly changes: SeriesChanges,
  ) {}

  @Post('hubs/:hubId/series')
  @Access('person')
  @ApiOperation({
    operationId: 'create_series',
    summary: 'Books what recurs',
    description:
      'Each day is booked by itself: one that can not be had is kept with the reason and with what was free instead, and one that lies farther ahead ' +
      'than may be booked is booked when its time comes. Times are those of the wall clock of the hub, whatever its offset is on that day.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Sent again with the same request within a day, it makes no second series and answers with the first, as it is by then',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiAnswer(201, seriesSchema, 'The series, with each of its days')
  @ApiProblems(400, 404, 409, 422, 503)
  async create(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Body({ schema: createSeriesSchema }) request: CreateSeries,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Series> {
    const series = await this.series.create(actor, hubId, request, key);
    void reply.header('location', `/api/v1/hubs/${series.hub.id}/series/${series.id}`);
    return series;
  }

  @Get('me/series')
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_series',
    summary: 'The own series',
    description: 'The newest first, with how many of their days are booked.',
  })
  @ApiAnswer(200, seriesPageSchema, 'A page of series')
  @ApiProblems(400, 503)
  async mine(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<SeriesPage> {
    return this.series.mine(actor, query);
  }

  @Get('hubs/:hubId/series/:seriesId')
  @Access('person')
  @ApiOperation({
    operationId: 'show_series',
    summary: 'One of the own series',
    description: 'Its rule, and what came of each of its days.',
  })
  @ApiAnswer(200, seriesSchema, 'The series')
  @ApiProblems(400, 404, 503)
  async show(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('seriesId', { schema: idSchema }) id: string,
  ): Promise<Series> {
    return this.series.show(actor, { hubId, id });
  }

  @Patch('hubs/:hubId/series/:seriesId')
  @Access('person')
  @ApiConsumes('application/merge-patch+json')
  @ApiOperation({
    operationId: 'change_series',
    summary: 'Changes when in the day it is, or what it books',
    description:
      'For one day alone: all or nothing, as a booking. For a day and all that follow, which become a new series, or for all that has not begun: day ' +
      'by day; where the new time can not be had, the old booking stays and the reason is told.',
  })
  @ApiAnswer(200, seriesSchema, 'The series as it is now; the new one where it was split')
  @ApiProblems(400, 404, 409, 422, 503)
  async change(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('seriesId', { schema: idSchema }) id: string,
    @Body({ schema: changeSeriesSchema }) change: ChangeSeries,
  ): Promise<Series> {
    return this.changes.change(actor, { hubId, id }, change);
  }

  @Delete('hubs/:hubId/series/:seriesId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'end_series',
    summary: 'Gives up a day, a day and all that follow, or all that is not over',
    description: 'What was booked for these days is given back at once. What is over stays as it was.',
  })
  @ApiNoContentResponse({ description: 'They are given up' })
  @ApiProblems(400, 404, 409, 422, 503)
  async end(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('seriesId', { schema: idSchema }) id: string,
    @Query({ schema: endSeriesSchema }) which: EndSeries,
  ): Promise<void> {
    await this.series.end(actor, { hubId, id }, which);
  }
}
