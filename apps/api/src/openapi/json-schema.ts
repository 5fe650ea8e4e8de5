import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Direction = 'input' | 'output';

const INT32 = 2 ** 31 - 1;

/** Turns one of our schemas into OpenAPI 3.0, with the named ones among its parts as components. */
export function toJsonSchema(
  schema: unknown,
  { schemaType }: { readonly schemaType: Direction },
): { readonly schema: unknown; readonly components: Record<string, unknown> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const converted = z.toJSONSchema(schema, { target: 'openapi-3.0', io: schemaType, override: readable });
  const { $schema: _dialect, definitions = {}, ...root } = converted as JsonSchema & { definitions?: object };
  return { schema: root, components: { ...definitions } };
}

/** Leaves out what a reader can not use, and says of what size a number is. */
export function readable({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  const text = numberInText(zodSchema);
  if (text !== undefined)
    Object.assign(jsonSchema, z.toJSONSchema(text, { target: 'openapi-3.0', override: readable }));
  delete jsonSchema.$schema;
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (Math.abs(jsonSchema.minimum ?? 0) >= Number.MAX_SAFE_INTEGER) delete jsonSchema.minimum;
  if (Math.abs(jsonSchema.maximum ?? 0) >= Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.type === 'number') jsonSchema.format ??= 'double';
  if (jsonSchema.type === 'integer')
    jsonSchema.format ??= (jsonSchema.maximum ?? Infinity) <= INT32 ? 'int32' : 'int64';
}

/** A query parameter that is converted to a number and then checked: the check is what the caller must know. */
function numberInText(schema: z.core.$ZodTypes): z.core.$ZodType | undefined {
  if (!(schema instanceof z.ZodPipe) || !(schema.in instanceof z.ZodNumber) || !schema.in.def.coerce) return undefined;
  return schema.out;
}
