import { createHash } from 'node:crypto';
import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CalendarService } from '#libs/booking';
import {
  type CalendarFeed,
  calendarFeedSchema,
  type CalendarFeedState,
  calendarFeedStateSchema,
  idSchema,
} from '#libs/contracts';
import type { Actor, Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor, CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

const fileSchema = z
  .string()
  .regex(/^[\w-]{43}\.ics$/, 'must be the last part of an address that was given')
  .transform((name) => name.slice(0, -'.ics'.length));

const ApiCalendar = (description: string): MethodDecorator =>
  ApiResponse({ status: 200, description, content: { 'text/calendar': { schema: { type: 'string' } } } });

@ApiTags('calendars')
@Controller()
export class CalendarsController {
  constructor(private readonly calendars: CalendarService) {}

  @Get('api/v1/hubs/:hubId/bookings/:bookingId/calendar.ics')
  @Access('person')
  @ApiOperation({
    operationId: 'export_booking_calendar',
    summary: 'One of the own bookings as a calendar file',
    description:
      'Read again after a change, it changes the entry that it made: it keeps its UID and raises its SEQUENCE.',
  })
  @ApiCalendar('An iCalendar file')
  @ApiProblems(400, 404, 503)
  async booking(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<string> {
    const text = await this.calendars.ofBooking(actor, hubId, bookingId);
    void reply.header('content-disposition', 'attachment; filename="booking.ics"').type(TYPE);
    return text;
  }

  @Get('api/v1/me/calendar-feed')
  @Access('person')
  @ApiOperation({
    operationId: 'show_my_calendar',
    summary: 'Whether the own calendar has an address',
    description: 'Since when. The address itself was told once, and is not kept.',
  })
  @ApiAnswer(200, calendarFeedStateSchema, 'Since when it has one')
  @ApiProblems(503)
  async showOwn(@CurrentActor() actor: Actor): Promise<CalendarFeedState> {
    return this.calendars.stateOfOwn(actor);
  }

  @Post('api/v1/me/calendar-feed')
  @Access('person')
  @ApiOperation({
    operationId: 'open_my_calendar',
    summary: 'Gives the own calendar an address',
    description:
      'Told this once. Whoever has the address reads the calendar; an address that was given before leads nowhere from now on.',
  })
  @ApiAnswer(201, calendarFeedSchema, 'The address')
  @ApiProblems(400, 503)
  async openOwn(@CurrentActor() actor: Actor): Promise<CalendarFeed> {
    return this.calendars.openOwn(actor);
  }

  @Delete('api/v1/me/calendar-feed')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'close_my_calendar',
    summary: 'Withdraws the address of the own calendar',
    description: 'Withdrawing what is withdrawn changes nothing.',
  })
  @ApiNoContentResponse({ description: 'It leads nowhere' })
  @ApiProblems(400, 503)
  async closeOwn(@CurrentActor() actor: Actor): Promise<void> {
    await this.calendars.closeOwn(actor);
  }

  @Post('api/v1/hubs/:hubId/calendar-feed')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'open_hub_calendar',
    summary: 'Gives the calendar of a hub an address',
    description:
      'What holds its desks and rooms, and by nobody’s name. An address that was given before leads nowhere from now on.',
  })
  @ApiAnswer(201, calendarFeedSchema, 'The address')
  @ApiProblems(400, 404, 503)
  async openOfHub(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
  ): Promise<CalendarFeed> {
    return this.calendars.openOfHub(caller, hubId);
  }

  @Delete('api/v1/hubs/:hubId/calendar-feed')
  @Access('hub.manage')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'close_hub_calendar',
    summary: 'Withdraws the address of the calendar of a hub',
    description: 'Withdrawing what is withdrawn changes nothing.',
  })
  @ApiNoContentResponse({ description: 'It leads nowhere' })
  @ApiProblems(400, 404, 503)
  async closeOfHub(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
  ): Promise<void> {
    await this.calendars.closeOfHub(caller, hubId);
  }

  @Get('calendars/:file')
  @Access('public')
  @ApiOperation({
    operationId: 'show_calendar',
    summary: 'The calendar at a secret address',
    description:
      'For calendar programs, which ask again every quarter of an hour. What was given back stays in it as cancelled for at least thirty days.',
  })
  @ApiHeader({
    name: 'If-None-Match',
    required: false,
    description: 'The ETag of what is known already',
    schema: { type: 'string' },
  })
  @ApiCalendar('An iCalendar file')
  @ApiResponse({ status: 304, description: 'It is as it was' })
  @ApiProblems(400, 404, 503)
  async feed(
    @Param('file', { schema: fileSchema }) token: string,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<string | undefined> {
    const text = await this.calendars.ofFeed(token);
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    void reply.header('etag', etag).header('cache-control', 'private, no-cache').type(TYPE);
    if (request.headers['if-none-match'] !== etag) return text;
    reply.status(304);
    return undefined;
  }
}

const TYPE = 'text/calendar; charset=utf-8';
