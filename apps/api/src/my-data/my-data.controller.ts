import { Controller, Delete, Get, HttpCode, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { eraseMeQuerySchema, type MyData, myDataSchema } from '#libs/contracts';
import { type Actor, MyDataService } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentActor } from '../auth/actor.decorators.js';
import { SessionCookie } from '../auth/session-cookie.js';
import type { ApiReply } from '../http/api-request.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('person')
@Controller('api/v1/me')
export class MyDataController {
  constructor(
    private readonly myData: MyDataService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('data')
  @Access('person')
  @ApiOperation({
    operationId: 'export_my_data',
    summary: 'All that is kept about me',
    description: 'One document, part by part of the product. Who else was involved is told by kind and not by name.',
  })
  @ApiAnswer(200, myDataSchema, 'The document')
  @ApiProblems(503)
  async collect(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: ApiReply): Promise<MyData> {
    const data = await this.myData.collect(actor);
    void reply.header('content-disposition', 'attachment; filename="my-data.json"');
    return data;
  }

  @Delete()
  @Access('person')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'erase_me',
    summary: 'Erase me',
    description:
      'All at once: bookings that are not over are cancelled, earlier ones belong to nobody, roles and sessions end. ' +
      'The last administrator of an organisation is refused with 409. It can not be undone.',
  })
  @ApiNoContentResponse({ description: 'Nothing leads to the person any more' })
  @ApiProblems(400, 409, 503)
  async erase(
    @CurrentActor() actor: Actor,
    @Query({ schema: eraseMeQuerySchema }) _: { readonly confirm: 'erase' },
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<void> {
    await this.myData.erase(actor);
    this.cookie.clear(reply);
  }
}
