import { InvalidValue } from '../domain/scim-errors.js';

interface Schema<Value> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * What a PATCH has left must still be such a resource.
 * @throws InvalidValue
 */
export function readResource<Value>(schema: Schema<Value>, resource: unknown): Value {
  const read = schema.safeParse(resource);
  if (read.success) return read.data;
  throw new InvalidValue(
    read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; '),
  );
}
