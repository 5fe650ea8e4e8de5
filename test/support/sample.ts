/** As much of a JSON schema as our descriptions use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export type Components = Readonly<Record<string, Schema>>;

const TEXTS: Readonly<Record<string, string>> = {
  uuid: '0198a000-0000-7000-8000-0000000000aa',
  'date-time': '2027-03-01T09:00:00Z',
  date: '2027-03-01',
  uri: 'https://example.org/',
};

/** What must lie after the plainest value of another member. */
const LATER: Readonly<Record<string, string>> = { closes: '18:00' };

/** The plainest value that a schema allows: required members only, first choices, smallest numbers. */
export function sampleOf(schema: Schema, components: Components): unknown {
  if (schema.$ref !== undefined) return sampleOf(components[schema.$ref.split('/').at(-1)!]!, components);
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts !== undefined) return sampleOf(parts[0]!, components);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, components)));
  if (schema.nullable === true) return null;
  if (schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [
        name,
        LATER[name] ?? sampleOf(schema.properties?.[name] ?? {}, components),
      ]),
    );
  if (schema.type === 'array') return (schema.minItems ?? 0) === 0 ? [] : [sampleOf(schema.items ?? {}, components)];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'boolean') return false;
  return TEXTS[schema.format ?? ''] ?? textLike(schema);
}

/** Of the patterns in use: a local time, a slug, a calendar day; else letters. */
function textLike({ pattern, minLength = 1 }: Schema): string {
  const candidates = ['09:00', 'abc', '2027-03-01', '1', 'A1', 'a'.repeat(43)];
  const fits = pattern === undefined ? undefined : candidates.find((text) => new RegExp(pattern).test(text));
  return fits ?? 'a'.repeat(minLength);
}
