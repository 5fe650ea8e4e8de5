import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import {
  alternativeSchema,
  importReportSchema,
  oauthErrorSchema,
  problemSchema,
  scimErrorSchema,
} from '#libs/contracts';
import { readable } from './json-schema.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** The components that every refusal refers to, by name. */
export function problemSchemas(): Schemas {
  const registry = z.registry<{ id: string }>();
  registry.add(problemSchema, { id: 'Problem' });
  registry.add(alternativeSchema, { id: 'Alternative' });
  registry.add(importReportSchema, { id: 'ImportReport' });
  registry.add(oauthErrorSchema, { id: 'OauthError' });
  registry.add(scimErrorSchema, { id: 'ScimError' });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'openapi-3.0',
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: readable,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _address, ...schema }]) => [id, schema]),
  ) as Schemas;
}
