import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { GuestService } from '#libs/booking';
import {
  type GuestList,
  guestListSchema,
  type GuestSeat,
  type GuestSeatList,
  guestSeatListSchema,
  guestSeatSchema,
  type GuestToken,
  guestTokenSchema,
  idSchema,
  type InvitedGuest,
  invitedGuestSchema,
  type InviteGuest,
  inviteGuestSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1')
export class GuestsController {
  constructor(private readonly guests: GuestService) {}

  @Get('hubs/:hubId/bookings/:bookingId/guests')
  @Access('person')
  @ApiOperation({
    operationId: 'list_guests',
    summary: 'The guests of an own booking',
    description: 'In the order in which they were invited. Names are kept until the day after the booking.',
  })
  @ApiAnswer(200, guestListSchema, 'The guests')
  @ApiProblems(400, 404, 503)
  async list(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
  ): Promise<GuestList> {
    return this.guests.ofBooking(actor, hubId, bookingId);
  }

  @Post('hubs/:hubId/bookings/:bookingId/guests')
  @Access('person')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'invite_guest',
    summary: 'Keeps a seat of an own booking for a guest',
    description:
      'One bookable of it stays for its person. The link, told this once, lets somebody who is signed in take the seat.',
  })
  @ApiAnswer(201, invitedGuestSchema, 'The guest with the link')
  @ApiProblems(400, 404, 409, 503)
  async invite(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: inviteGuestSchema }) request: InviteGuest,
  ): Promise<InvitedGuest> {
    return this.guests.invite(actor, hubId, bookingId, request);
  }

  @Delete('hubs/:hubId/bookings/:bookingId/guests/:guestId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'withdraw_guest',
    summary: 'Takes a seat back from a guest',
    description: 'Their link is worth nothing from then on, and they are free in that time.',
  })
  @ApiNoContentResponse({ description: 'It is taken back' })
  @ApiProblems(400, 404, 503)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Param('guestId', { schema: idSchema }) guestId: string,
  ): Promise<void> {
    await this.guests.withdraw(actor, hubId, bookingId, guestId);
  }

  @Get('me/guest-seats')
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_guest_seats',
    summary: 'Where one is a guest',
    description: 'At most two hundred, the next one first, until the day after each.',
  })
  @ApiAnswer(200, guestSeatListSchema, 'The seats')
  @ApiProblems(503)
  async mine(@CurrentActor() actor: Actor): Promise<GuestSeatList> {
    return this.guests.mine(actor);
  }

  @Post('me/guest-seats/acceptance')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'accept_guest_seat',
    summary: 'Takes a seat that somebody keeps',
    description: 'Once, by whoever comes first. Who is booked elsewhere in that time can not.',
  })
  @ApiAnswer(200, guestSeatSchema, 'The seat')
  @ApiProblems(400, 404, 409, 503)
  async accept(
    @CurrentActor() actor: Actor,
    @Body({ schema: guestTokenSchema }) { token }: GuestToken,
  ): Promise<GuestSeat> {
    return this.guests.accept(actor, token);
  }

  @Delete('me/guest-seats/:seatId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'leave_guest_seat',
    summary: 'Gives a seat back in which one is a guest',
    description: 'Who invited may keep it for somebody else.',
  })
  @ApiNoContentResponse({ description: 'It is given back' })
  @ApiProblems(400, 404, 503)
  async leave(@CurrentActor() actor: Actor, @Param('seatId', { schema: idSchema }) seatId: string): Promise<void> {
    await this.guests.leave(actor, seatId);
  }
}
