import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AppealService, CheckInService, StayService } from '#libs/booking';
import {
  type Appeal,
  appealSchema,
  type Booking,
  bookingSchema,
  type CheckIn,
  checkInSchema,
  type CreateAppeal,
  createAppealSchema,
  type Extension,
  extensionSchema,
  idSchema,
  type StrikePage,
  strikePageSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1')
export class StayController {
  constructor(
    private readonly checkIns: CheckInService,
    private readonly stays: StayService,
    private readonly appeals: AppealService,
  ) {}

  @Post('hubs/:hubId/bookings/:bookingId/check-in')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'check_in',
    summary: 'Says that its person is there',
    description: 'In the app, or by the code that stands on the desk. Checking in twice changes nothing.',
  })
  @ApiAnswer(200, bookingSchema, 'The booking')
  @ApiProblems(400, 404, 409, 422, 503)
  async checkIn(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: checkInSchema }) request: CheckIn,
  ): Promise<Booking> {
    return this.checkIns.checkIn(actor, hubId, bookingId, request);
  }

  @Post('hubs/:hubId/bookings/:bookingId/on-my-way')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'say_on_my_way',
    summary: 'Has the booking wait for longer',
    description: 'Once, and only before it is released for want of check-in. Said again, it changes nothing.',
  })
  @ApiAnswer(200, bookingSchema, 'The booking')
  @ApiProblems(400, 404, 409, 503)
  async onMyWay(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
  ): Promise<Booking> {
    return this.checkIns.onMyWay(actor, hubId, bookingId);
  }

  @Post('hubs/:hubId/bookings/:bookingId/release')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'release_booking',
    summary: 'Leaves before the end',
    description: 'The booking ends now and the rest of its time is free at once; the time until now stays booked.',
  })
  @ApiAnswer(200, bookingSchema, 'The booking')
  @ApiProblems(400, 404, 409, 503)
  async release(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
  ): Promise<Booking> {
    return this.stays.release(actor, hubId, bookingId);
  }

  @Post('hubs/:hubId/bookings/:bookingId/extension')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'extend_booking',
    summary: 'Stays longer, if what follows is free',
    description: 'By the rules of a new booking of that length. Taken: 409 that says until when it can be extended.',
  })
  @ApiAnswer(200, bookingSchema, 'The booking')
  @ApiProblems(400, 404, 409, 422, 503)
  async extend(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: extensionSchema }) { to }: Extension,
  ): Promise<Booking> {
    return this.stays.extend(actor, hubId, bookingId, Temporal.Instant.from(to));
  }

  @Post('hubs/:hubId/bookings/:bookingId/appeal')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'appeal_release',
    summary: 'Says that a release for want of check-in was wrong',
    description:
      'Within 24 hours. The booking holds again if the rest of its time is still free. The strike is lifted once in thirty days; else a manager decides.',
  })
  @ApiAnswer(200, appealSchema, 'What came of it')
  @ApiProblems(400, 404, 409, 503)
  async appeal(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: createAppealSchema }) { reason }: CreateAppeal,
  ): Promise<Appeal> {
    return this.appeals.appeal(actor, hubId, bookingId, reason);
  }

  @Get('me/strikes')
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_strikes',
    summary: 'The own bookings to which nobody came',
    description: 'As far as they count, or were lifted and have not expired; the latest first.',
  })
  @ApiAnswer(200, strikePageSchema, 'The strikes')
  @ApiProblems(503)
  async strikes(@CurrentActor() actor: Actor): Promise<StrikePage> {
    return this.appeals.myStrikes(actor);
  }
}
