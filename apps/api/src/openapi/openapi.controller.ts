import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { Access } from '../auth/access.decorator.js';
import { OpenApiDocument } from './openapi-document.js';

@ApiTags('service')
@Controller('api/v1/openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApiDocument) {}

  @Get()
  @Access('public')
  @ApiOperation({
    operationId: 'show_description',
    summary: 'This description',
    description: 'OpenAPI 3, made from the running service.',
  })
  @ApiResponse({
    status: 200,
    description: 'The description',
    content: { 'application/json': { schema: { type: 'object' } } },
  })
  show(): OpenAPIObject {
    return this.openApi.document;
  }
}
