import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AssistedBookingService, BookingService, CancelService } from '#libs/booking';
import {
  type Booking,
  type BookingPage,
  bookingPageSchema,
  bookingSchema,
  type CreateBooking,
  createBookingSchema,
  idSchema,
  type MyBookingsQuery,
  myBookingsQuerySchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1')
export class BookingsController {
  constructor(
    private readonly bookings: BookingService,
    private readonly assisted: AssistedBookingService,
    private readonly cancels: CancelService,
  ) {}

  @Post('bookings')
  @Access('person')
  @ApiOperation({
    operationId: 'book_desk',
    summary: 'Books a desk or room for a time',
    description:
      'Taken in the meantime: 409 with up to three alternatives, free in the same time and nearest by walking. With onBehalfOf it is a booking of that person, by their consent and their rules.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Sent again with the same request within a day, it gives the same booking again and makes no second one',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiAnswer(201, bookingSchema, 'The booking')
  @ApiProblems(400, 404, 409, 422, 503)
  async book(
    @CurrentActor() actor: Actor,
    @Body({ schema: createBookingSchema }) request: CreateBooking,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Booking> {
    const personId = request.onBehalfOf?.toLowerCase() ?? actor.personId;
    const booking =
      personId === actor.personId
        ? await this.bookings.book(actor, request, key)
        : await this.assisted.book(actor, personId, request, key);
    void reply.header('location', `/api/v1/hubs/${booking.hub.id}/bookings/${booking.id}`);
    return booking;
  }

  @Get('hubs/:hubId/bookings/:bookingId')
  @Access('person')
  @ApiOperation({
    operationId: 'show_booking',
    summary: 'One of the own bookings',
    description: 'Where it is, when, and what became of it.',
  })
  @ApiAnswer(200, bookingSchema, 'The booking')
  @ApiProblems(400, 404, 503)
  async show(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
  ): Promise<Booking> {
    return this.bookings.show(actor, hubId, bookingId);
  }

  @Delete('hubs/:hubId/bookings/:bookingId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'cancel_booking',
    summary: 'Gives a booking back',
    description:
      'One’s own, or any of a hub that the caller manages. The desk is free at once. Giving back what was given back changes nothing.',
  })
  @ApiNoContentResponse({ description: 'It is given back' })
  @ApiProblems(400, 404, 409, 503)
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
  ): Promise<void> {
    await this.cancels.cancel(actor, hubId, bookingId);
  }

  @Get('me/bookings')
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_bookings',
    summary: 'The own bookings',
    description: 'Upcoming, the next one first; or past and given back, the latest first.',
  })
  @ApiAnswer(200, bookingPageSchema, 'A page of bookings')
  @ApiProblems(400, 503)
  async mine(
    @CurrentActor() actor: Actor,
    @Query({ schema: myBookingsQuerySchema }) query: MyBookingsQuery,
  ): Promise<BookingPage> {
    return this.bookings.myBookings(actor, query);
  }
}
