import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type ChangeNoticePreferences,
  changeNoticePreferencesSchema,
  type ConfirmAddress,
  confirmAddressSchema,
  type NoticePreferences,
  noticePreferencesSchema,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { PreferenceService } from '#libs/notices';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('person')
@Controller('api/v1/me/notice-preferences')
export class NoticePreferencesController {
  constructor(private readonly preferences: PreferenceService) {}

  @Get()
  @Access('person')
  @ApiOperation({
    operationId: 'show_my_notice_preferences',
    summary: 'How I want to be told about my bookings',
    description: 'Channels, language, quiet hours, and the address that e-mail goes to.',
  })
  @ApiAnswer(200, noticePreferencesSchema, 'The preferences')
  @ApiProblems(503)
  async show(@CurrentActor() actor: Actor): Promise<NoticePreferences> {
    return this.preferences.show(actor);
  }

  @Patch()
  @Access('person')
  @ApiOperation({
    operationId: 'change_my_notice_preferences',
    summary: 'Changes how I want to be told',
    description:
      'What is not named stays as it is. To give an address is to agree to be written to there: it is used once the code that is sent to it ' +
      'comes back. At most five codes a day.',
  })
  @ApiConsumes('application/merge-patch+json')
  @ApiAnswer(200, noticePreferencesSchema, 'The preferences as they are now')
  @ApiProblems(400, 409, 422, 503)
  async change(
    @CurrentActor() actor: Actor,
    @Body({ schema: changeNoticePreferencesSchema }) patch: ChangeNoticePreferences,
  ): Promise<NoticePreferences> {
    return this.preferences.change(actor, patch);
  }

  @Post('email-confirmation')
  @Access('person')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'confirm_my_address',
    summary: 'Shows that the address is mine',
    description: 'By the code that was sent there. It holds for an hour, and for five tries.',
  })
  @ApiAnswer(200, noticePreferencesSchema, 'The preferences, with the address confirmed')
  @ApiProblems(400, 422, 503)
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: confirmAddressSchema }) { code }: ConfirmAddress,
  ): Promise<NoticePreferences> {
    return this.preferences.confirm(actor, code);
  }
}
