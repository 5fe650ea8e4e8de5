import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Access } from '../auth/access.decorator.js';
import { OpenApiDocument } from './openapi-document.js';

@ApiExcludeController()
@Controller('api/v1/openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApiDocument) {}

  @Get()
  @Access('public')
  show(): OpenAPIObject {
    return this.openApi.document;
  }
}
