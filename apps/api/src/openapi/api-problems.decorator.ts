import { ApiResponse } from '@nestjs/swagger';

const MEANINGS = {
  400: 'The request is malformed',
  401: 'Nobody is signed in',
  403: 'The role does not allow it',
  404: 'There is no such thing',
  409: 'It conflicts with what is already there',
  412: 'It was changed since the version that If-Match names',
  422: 'Well formed, but it can not be done',
  428: 'If-Match must name the version that is to be changed',
  503: 'The database does not answer',
} as const;

export type ProblemStatus = keyof typeof MEANINGS;

const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const retryAfter = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer', format: 'int32' } } } as const;

/** Declares the refusals of a route: `@ApiProblems(401, 409)`. */
export function ApiProblems(...statuses: readonly ProblemStatus[]): MethodDecorator {
  return (controller, method, descriptor) => {
    for (const status of statuses) {
      const headers = status === 503 ? { headers: retryAfter } : {};
      ApiResponse({ status, description: MEANINGS[status], content, ...headers })(controller, method, descriptor);
    }
  };
}
