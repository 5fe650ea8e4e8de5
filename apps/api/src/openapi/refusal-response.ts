import type { OpenAPIObject } from '@nestjs/swagger';
import { refusalFormOf } from '../problems/refusal-form.js';

/** How a refusal of the routes at a path is described. */
export function refusalResponse(path: string, description: string): { description: string; content: object } {
  const { mediaType, schema } = refusalFormOf(path);
  return { description, content: { [mediaType]: { schema: { $ref: `#/components/schemas/${schema}` } } } };
}

interface Answer {
  content?: object;
}

/** Says of every refusal in which form it comes, and that any route may refuse otherwise besides. */
export function describeRefusals(paths: OpenAPIObject['paths']): void {
  for (const [path, operations] of Object.entries(paths))
    for (const operation of Object.values(operations) as object[]) {
      if (!('responses' in operation)) continue;
      const responses = operation.responses as Record<string, Answer>;
      responses.default = refusalResponse(path, 'Any other refusal');
      for (const [status, answer] of Object.entries(responses))
        if (/^[45]/.test(status)) answer.content = responses.default.content!;
    }
}
