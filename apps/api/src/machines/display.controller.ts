import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type HubDisplay, hubDisplaySchema, idSchema } from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { DisplayService } from '#libs/occupancy';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('live')
@Controller('api/v1/hubs')
export class DisplayController {
  constructor(private readonly displays: DisplayService) {}

  @Get(':hubId/display')
  @Access('hub.display')
  @ApiOperation({
    operationId: 'show_hub_display',
    summary: 'A hub for the tablet at its door',
    description: 'Each desk as free, booked or occupied, until when and from when: never by whom.',
  })
  @ApiAnswer(200, hubDisplaySchema, 'The hub now')
  @ApiProblems(400, 404, 503)
  async show(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
  ): Promise<HubDisplay> {
    return this.displays.display(caller, hubId);
  }
}
