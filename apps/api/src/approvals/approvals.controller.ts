import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApprovalService } from '#libs/booking';
import {
  type Approval,
  type ApprovalPage,
  approvalPageSchema,
  approvalSchema,
  type DecideApproval,
  decideApprovalSchema,
  idSchema,
} from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('bookings')
@Controller('api/v1/hubs/:hubId')
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalService) {}

  @Get('approvals')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'list_approvals',
    summary: 'Bookings that wait for approval',
    description: 'At most a hundred, the next to lapse first, with the name of who asks. To look is told in the audit.',
  })
  @ApiAnswer(200, approvalPageSchema, 'What waits')
  @ApiProblems(400, 404, 503)
  async waiting(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
  ): Promise<ApprovalPage> {
    return this.approvals.waiting(caller, hubId);
  }

  @Post('bookings/:bookingId/approval')
  @Access('hub.manage')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'decide_approval',
    summary: 'Approves or refuses a booking',
    description:
      'Its person is told, with the reason if one is given. Refused, what it held is free at once. Said again, it changes nothing.',
  })
  @ApiAnswer(200, approvalSchema, 'The answer')
  @ApiProblems(400, 404, 409, 503)
  async decide(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Param('bookingId', { schema: idSchema }) bookingId: string,
    @Body({ schema: decideApprovalSchema }) decision: DecideApproval,
  ): Promise<Approval> {
    return this.approvals.decide(caller, hubId, bookingId, decision);
  }
}
