import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type MetroList, metroListSchema } from '#libs/contracts';
import { MetrosService, toMetroContract } from '#libs/hubs';
import { Access } from '../auth/access.decorator.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('network')
@Controller('api/v1/metros')
export class MetrosController {
  constructor(private readonly metros: MetrosService) {}

  @Get()
  @Access('public')
  @ApiOperation({
    operationId: 'list_metros',
    summary: 'The metropolitan areas of this service',
    description: 'Each with its extent, time zone, the version of its street network and the address of its base map.',
  })
  @ApiAnswer(200, metroListSchema, 'Metros with a network in service, by name')
  @ApiProblems(503)
  async list(): Promise<MetroList> {
    return { items: (await this.metros.all()).map(toMetroContract) };
  }
}
