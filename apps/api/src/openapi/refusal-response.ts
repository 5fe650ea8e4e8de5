import { refusalFormOf } from '../problems/refusal-form.js';

/** How a refusal of the routes at a path is described. */
export function refusalResponse(path: string, description: string): { description: string; content: object } {
  const { mediaType, schema } = refusalFormOf(path);
  return { description, content: { [mediaType]: { schema: { $ref: `#/components/schemas/${schema}` } } } };
}
