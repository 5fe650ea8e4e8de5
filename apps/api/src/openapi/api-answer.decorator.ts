import { ApiResponse } from '@nestjs/swagger';
import type { StandardSchemaV1, StandardJSONSchemaV1 } from '@standard-schema/spec';

/** Declares what a route answers: `@ApiAnswer(200, hubSchema, 'The hub')`. */
export const ApiAnswer = (
  status: 200 | 201,
  standardSchema: StandardSchemaV1 & StandardJSONSchemaV1,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): MethodDecorator =>
  ApiResponse({
    status,
    standardSchema,
    description,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, told]) => [name, { description: told, schema: { type: 'string' } }]),
    ),
  });

/** `@ApiAnswer(200, schema, 'The hub', VERSIONED)` */
export const VERSIONED = { ETag: 'Its version, to be named by If-Match in a change' } as const;
