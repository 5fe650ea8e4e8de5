import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { SCIM_LIST, scimSelfDescriptionListSchema, scimSelfDescriptionSchema } from '#libs/contracts';
import { Access } from '../auth/access.decorator.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { ScimDescriptionNotFound } from './scim-not-found.js';
import { SCIM_JSON } from './scim-json.js';
import { resourceTypes, schemas, serviceProviderConfig } from './self-description.js';

type Description = z.infer<typeof scimSelfDescriptionSchema>;
type DescriptionList = z.infer<typeof scimSelfDescriptionListSchema>;
const idSchema = z.string().max(200);

/** What the service can do, in the words of SCIM: the same for everybody. */
@ApiTags('provisioning')
@ApiProduces(SCIM_JSON)
@Controller('scim/v2')
export class ScimDescriptionController {
  @Get('ServiceProviderConfig')
  @Header('content-type', SCIM_JSON)
  @Access('public')
  @ApiOperation({
    operationId: 'show_scim_configuration',
    summary: 'What of SCIM this service can do',
    description: 'RFC 7643 §5.',
  })
  @ApiAnswer(200, scimSelfDescriptionSchema, 'The configuration')
  configuration(): Description {
    return serviceProviderConfig;
  }

  @Get('ResourceTypes')
  @Header('content-type', SCIM_JSON)
  @Access('public')
  @ApiOperation({ operationId: 'list_scim_types', summary: 'Users and groups', description: 'RFC 7643 §6.' })
  @ApiAnswer(200, scimSelfDescriptionListSchema, 'The types of resources')
  types(): DescriptionList {
    return listed(resourceTypes);
  }

  @Get('ResourceTypes/:typeId')
  @Header('content-type', SCIM_JSON)
  @Access('public')
  @ApiOperation({ operationId: 'show_scim_type', summary: 'One type of resource', description: 'RFC 7643 §6.' })
  @ApiAnswer(200, scimSelfDescriptionSchema, 'The type')
  @ApiProblems(400, 404)
  type(@Param('typeId', { schema: idSchema }) typeId: string): Description {
    return one(resourceTypes, typeId);
  }

  @Get('Schemas')
  @Header('content-type', SCIM_JSON)
  @Access('public')
  @ApiOperation({
    operationId: 'list_scim_schemas',
    summary: 'The attributes of users and groups that are kept',
    description: 'RFC 7643 §7.',
  })
  @ApiAnswer(200, scimSelfDescriptionListSchema, 'The schemas')
  schemas(): DescriptionList {
    return listed(schemas);
  }

  @Get('Schemas/:schemaId')
  @Header('content-type', SCIM_JSON)
  @Access('public')
  @ApiOperation({
    operationId: 'show_scim_schema',
    summary: 'The attributes of one type that are kept',
    description: 'RFC 7643 §7.',
  })
  @ApiAnswer(200, scimSelfDescriptionSchema, 'The schema')
  @ApiProblems(400, 404)
  schema(@Param('schemaId', { schema: idSchema }) schemaId: string): Description {
    return one(schemas, schemaId);
  }
}

type Described = Description & { readonly id: string };

const listed = (Resources: Described[]): DescriptionList => ({
  schemas: [SCIM_LIST],
  totalResults: Resources.length,
  startIndex: 1,
  itemsPerPage: Resources.length,
  Resources,
});

function one(descriptions: readonly Described[], id: string): Description {
  const found = descriptions.find((each) => each.id === id);
  if (found === undefined) throw new ScimDescriptionNotFound();
  return found;
}
