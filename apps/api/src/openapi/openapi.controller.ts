import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { OpenApiDocument } from './openapi-document.js';

@ApiExcludeController()
@Controller('api/v1/openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApiDocument) {}

  @Get()
  show(): OpenAPIObject {
    return this.openApi.document;
  }
}
