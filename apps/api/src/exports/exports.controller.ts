import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BookingExportService } from '#libs/booking';
import { type BookingExportQuery, bookingExportQuerySchema, idSchema } from '#libs/contracts';
import type { Actor, Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor, CurrentCaller } from '../auth/actor.decorators.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { bookingCsv } from './booking-csv.js';

const CSV = { 'text/csv': { schema: { type: 'string' } } } as const;
const TIMES = 'In the order of their time, with times in UTC and on the wall clock of the hub; a year at most.';

@ApiTags('bookings')
@Controller('api/v1')
export class ExportsController {
  constructor(private readonly exports: BookingExportService) {}

  @Get('hubs/:hubId/bookings.csv')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'export_hub_bookings',
    summary: 'The bookings of a hub as CSV',
    description: `A row for each bookable of each booking in a span, without persons. ${TIMES} To export is told in the audit.`,
  })
  @ApiOkResponse({ description: 'A header and a row for each bookable', content: CSV })
  @ApiProblems(400, 404, 503)
  async ofHub(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Query({ schema: bookingExportQuerySchema }) query: BookingExportQuery,
  ): Promise<StreamableFile> {
    return bookingCsv(await this.exports.ofHub(caller, hubId, query), 'bookings.csv');
  }

  @Get('me/bookings.csv')
  @Access('person')
  @ApiOperation({
    operationId: 'export_my_bookings',
    summary: 'The own bookings as CSV',
    description: `A row for each bookable of each booking in a span. ${TIMES}`,
  })
  @ApiOkResponse({ description: 'A header and a row for each bookable', content: CSV })
  @ApiProblems(400, 503)
  mine(
    @CurrentActor() actor: Actor,
    @Query({ schema: bookingExportQuerySchema }) query: BookingExportQuery,
  ): StreamableFile {
    return bookingCsv(this.exports.ofPerson(actor, query), 'my-bookings.csv');
  }
}
