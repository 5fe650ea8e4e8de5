import { Body, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MoveService, SwapService } from '#libs/booking';
import {
  type Booking,
  bookingSchema,
  idSchema,
  type MoveBooking,
  moveBookingSchema,
  type SwapBookings,
  swapBookingsSchema,
  type Swapped,
  swappedSchema,
} from '#libs/contracts';
import type { Actor, Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor, CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1/hubs')
export class MovesController {
  constructor(
    private readonly moves: MoveService,
    private readonly swaps: SwapService,
  ) {}

  @Patch(':hubId/bookings/:bookingId')
  @Access('person')
  @ApiOperation({
    operationId: 'move_booking',
    summary: 'Moves a booking to another desk or time',
    description:
      'One’s own, or any of a hub that the caller manages. By the rules of a new booking; refused, nothing changes. What is taken: 409 with up to three alternatives.',
  })
  @ApiConsumes('application/merge-patch+json')
  @ApiAnswer(200, bookingSchema, 'The booking as it is now')
  @ApiProblems(400, 404, 409, 422, 503)
  async move(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: moveBookingSchema }) patch: MoveBooking,
  ): Promise<Booking> {
    return this.moves.move(actor, hubId, bookingId, patch);
  }

  @Post(':hubId/swaps')
  @Access('hub.manage')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'swap_bookings',
    summary: 'Lets two bookings change places',
    description: 'Each keeps its time. Both or neither: 409 where one would find its new place taken by a third.',
  })
  @ApiAnswer(200, swappedSchema, 'Where they are now')
  @ApiProblems(400, 404, 409, 422, 503)
  async swap(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Body({ schema: swapBookingsSchema }) request: SwapBookings,
  ): Promise<Swapped> {
    return this.swaps.swap(caller, hubId, request);
  }
}
