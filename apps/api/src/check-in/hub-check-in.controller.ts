import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AppealService, KioskService } from '#libs/booking';
import {
  type Appeal,
  type AppealPage,
  appealPageSchema,
  appealSchema,
  type DecideAppeal,
  decideAppealSchema,
  type DeskCode,
  deskCodeSchema,
  idSchema,
  type KioskCheckIn,
  kioskCheckInSchema,
  type KioskWelcome,
  kioskWelcomeSchema,
} from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { DeskSigns } from './desk-signs.js';

@ApiTags('bookings')
@Controller('api/v1/hubs/:hubId')
export class HubCheckInController {
  constructor(
    private readonly kiosk: KioskService,
    private readonly appeals: AppealService,
    private readonly signs: DeskSigns,
  ) {}

  @Post('check-ins')
  @Access('hub.display')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'check_in_at_kiosk',
    summary: 'Checks in by the short code of a booking',
    description: 'For the kiosk of the hub. It says where to go, never whose the booking is.',
  })
  @ApiAnswer(200, kioskWelcomeSchema, 'Where to go')
  @ApiProblems(400, 404, 409, 503)
  async checkIn(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Body({ schema: kioskCheckInSchema }) { code }: KioskCheckIn,
  ): Promise<KioskWelcome> {
    return this.kiosk.checkIn(caller, hubId, code);
  }

  @Get('bookables/:bookableId/check-in-code')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'show_desk_code',
    summary: 'The code to check in with at a desk',
    description: 'To be printed, or to be shown beside the desk where the codes of the deployment change.',
  })
  @ApiAnswer(200, deskCodeSchema, 'The code')
  @ApiProblems(400, 404, 503)
  async code(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookableId', { schema: idSchema }) bookableId: string,
  ): Promise<DeskCode> {
    return this.signs.signOf(hubId, bookableId, await this.kiosk.codeOfDesk(caller, hubId, bookableId));
  }

  @Get('appeals')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'list_appeals',
    summary: 'Appeals that wait for an answer',
    description: 'At most a hundred, the oldest first, by booking and without its person.',
  })
  @ApiAnswer(200, appealPageSchema, 'The appeals')
  @ApiProblems(400, 404, 503)
  async waiting(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
  ): Promise<AppealPage> {
    return this.appeals.waiting(caller, hubId);
  }

  @Post('appeals/:bookingId')
  @Access('hub.manage')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'decide_appeal',
    summary: 'Accepts or refuses an appeal',
    description: 'Accepted: the strike is lifted. Each appeal is decided once.',
  })
  @ApiAnswer(200, appealSchema, 'The appeal')
  @ApiProblems(400, 404, 503)
  async decide(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: decideAppealSchema }) decision: DecideAppeal,
  ): Promise<Appeal> {
    return this.appeals.decide(caller, hubId, bookingId, decision);
  }
}
