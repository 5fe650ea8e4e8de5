import type { OpenAPIObject } from '@nestjs/swagger';
import { refusalResponse } from './refusal-response.js';

const integer = { type: 'integer', format: 'int32' } as const;

/** One prefix for the three, as the Italian interoperability guidelines ask. */
export const RATE_LIMIT_HEADERS = {
  'RateLimit-Limit': { description: 'Requests that may be made in a minute', schema: integer },
  'RateLimit-Remaining': { description: 'Requests that may still be made in this minute', schema: integer },
  'RateLimit-Reset': { description: 'Seconds to the end of this minute', schema: integer },
} as const;

const references = Object.fromEntries(
  Object.keys(RATE_LIMIT_HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

const tooManyRequests = (path: string): Answer => ({
  ...refusalResponse(path, 'Too many requests in a short time'),
  headers: { ...references, 'Retry-After': { description: 'Seconds', schema: integer } },
});

interface Answer {
  headers?: object;
}

/** Any operation may be asked for too often, and each answer says how much is left. */
export function describeRateLimits(paths: OpenAPIObject['paths']): void {
  for (const [path, operations] of Object.entries(paths))
    for (const operation of Object.values(operations) as object[]) {
      if (!('responses' in operation)) continue;
      const responses = operation.responses as Record<string, Answer>;
      for (const answer of Object.values(responses)) answer.headers = { ...answer.headers, ...references };
      responses['429'] = tooManyRequests(path);
    }
}
