import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AvailabilityService } from '#libs/booking';
import {
  type Availability,
  availabilitySchema,
  idSchema,
  type IsochroneQuery,
  isochroneQuerySchema,
  type Isochrones,
  isochronesSchema,
  type SearchQuery,
  searchQuerySchema,
  type SearchResult,
  searchResultSchema,
  type Span,
  spanSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { TimeRange } from '#libs/kernel';
import { SearchService } from '#libs/search';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('search')
@Controller('api/v1')
export class SearchController {
  constructor(
    private readonly searches: SearchService,
    private readonly availability: AvailabilityService,
  ) {}

  @Get('search')
  @Access('public')
  @ApiOperation({
    operationId: 'search_hubs',
    summary: 'Hubs with free desks, by travel time',
    description:
      'Every hub within the minutes, nearest first, with the desks that are free in the whole time asked for.',
  })
  @ApiAnswer(200, searchResultSchema, 'The hubs within reach')
  @ApiProblems(400, 404, 422, 503)
  async search(@Query({ schema: searchQuerySchema }) query: SearchQuery): Promise<SearchResult> {
    return this.searches.search(query);
  }

  @Get('isochrones')
  @Access('public')
  @ApiOperation({
    operationId: 'draw_isochrones',
    summary: 'What lies within reach',
    description: 'A GeoJSON multipolygon for each of up to four limits, the widest first.',
  })
  @ApiAnswer(200, isochronesSchema, 'The areas')
  @ApiProblems(400, 404, 422, 503)
  async isochrones(@Query({ schema: isochroneQuerySchema }) query: IsochroneQuery): Promise<Isochrones> {
    return this.searches.isochrones(query);
  }

  @Get('hubs/:hubId/availability')
  @Access('anyone')
  @ApiOperation({
    operationId: 'show_availability',
    summary: 'What is free in a hub in a time',
    description: 'Desks and rooms that nothing holds, and those held by the own bookings of a signed-in person.',
  })
  @ApiAnswer(200, availabilitySchema, 'The availability')
  @ApiProblems(400, 404, 503)
  async show(
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Query({ schema: spanSchema }) { from, to }: Span,
    @CurrentActor() actor: Actor | null,
  ): Promise<Availability> {
    return this.availability.ofHub(hubId, TimeRange.parse(from, to), actor);
  }
}
