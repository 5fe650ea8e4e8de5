import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AgainService, FavouriteService } from '#libs/booking';
import {
  type BookAgain,
  bookAgainSchema,
  type Booking,
  bookingSchema,
  type FavouriteList,
  favouriteListSchema,
  type FavouritesQuery,
  favouritesQuerySchema,
  idSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1')
export class FavouritesController {
  constructor(
    private readonly favourites: FavouriteService,
    private readonly again: AgainService,
  ) {}

  @Get('me/favourites')
  @Access('person')
  @ApiOperation({
    operationId: 'list_my_favourites',
    summary: 'The own favourite desks and rooms',
    description: 'The latest first; with from and to, whether each is open and free in all of that time.',
  })
  @ApiAnswer(200, favouriteListSchema, 'The favourites')
  @ApiProblems(400, 503)
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: favouritesQuerySchema }) query: FavouritesQuery,
  ): Promise<FavouriteList> {
    return this.favourites.list(actor, query);
  }

  @Put('me/favourites/:bookableId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'add_favourite',
    summary: 'Makes a desk or room a favourite',
    description: 'Fifty at most. Added again, nothing changes.',
  })
  @ApiNoContentResponse({ description: 'It is one' })
  @ApiProblems(400, 404, 409, 503)
  async add(
    @CurrentActor() actor: Actor,
    @Param('bookableId', { schema: idSchema }) bookableId: string,
  ): Promise<void> {
    await this.favourites.add(actor, bookableId.toLowerCase());
  }

  @Delete('me/favourites/:bookableId')
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'remove_favourite',
    summary: 'Makes it none',
    description: 'Where it was none, nothing changes.',
  })
  @ApiNoContentResponse({ description: 'It is none' })
  @ApiProblems(400, 503)
  async remove(
    @CurrentActor() actor: Actor,
    @Param('bookableId', { schema: idSchema }) bookableId: string,
  ): Promise<void> {
    await this.favourites.remove(actor, bookableId.toLowerCase());
  }

  @Post('hubs/:hubId/bookings/:bookingId/again')
  @Access('person')
  @ApiOperation({
    operationId: 'book_again',
    summary: 'Books the same things for as long, at another time',
    description: 'As any booking: by the rules of today, and with alternatives where something of it is taken.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Sent again with the same request within a day, it gives the same booking again',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiAnswer(201, bookingSchema, 'The new booking')
  @ApiProblems(400, 404, 409, 422, 503)
  async bookAgain(
    @CurrentActor() actor: Actor,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: bookAgainSchema }) { from }: BookAgain,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Booking> {
    const booking = await this.again.book(actor, hubId, bookingId, from, key);
    void reply.header('location', `/api/v1/hubs/${booking.hub.id}/bookings/${booking.id}`);
    return booking;
  }
}
