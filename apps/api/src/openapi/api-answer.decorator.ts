import { ApiResponse } from '@nestjs/swagger';
import type { StandardSchemaV1, StandardJSONSchemaV1 } from '@standard-schema/spec';

/** Declares what a route answers: `@ApiAnswer(200, hubSchema, 'The hub')`. */
export const ApiAnswer = (
  status: 200 | 201,
  standardSchema: StandardSchemaV1 & StandardJSONSchemaV1,
  description: string,
): MethodDecorator => ApiResponse({ status, standardSchema, description });
