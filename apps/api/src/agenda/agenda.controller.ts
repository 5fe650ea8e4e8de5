import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AgendaService } from '#libs/booking';
import { type Agenda, type AgendaQuery, agendaQuerySchema, agendaSchema, idSchema } from '#libs/contracts';
import type { Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('closures')
@Controller('api/v1/hubs')
export class AgendaController {
  constructor(private readonly agenda: AgendaService) {}

  @Get(':hubId/agenda')
  @Access('hub.manage')
  @ApiOperation({
    operationId: 'show_agenda',
    summary: 'What holds the desks and rooms of a hub, and when',
    description:
      'Everything that can be booked, each with the bookings, holds and blocks that hold it in the span. It names no person, and what is over or given back is not on it. 31 days at most.',
  })
  @ApiAnswer(200, agendaSchema, 'The agenda')
  @ApiProblems(400, 403, 404, 503)
  async show(
    @CurrentCaller() caller: Caller,
    @Param('hubId', { schema: idSchema }) hubId: string,
    @Query({ schema: agendaQuerySchema }) query: AgendaQuery,
  ): Promise<Agenda> {
    return this.agenda.ofHub(caller, hubId, query);
  }
}
