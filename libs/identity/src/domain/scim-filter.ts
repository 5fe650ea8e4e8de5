import { InvalidFilter } from './scim-errors.js';

/** An attribute that must equal a value. */
export interface Condition {
  /** In lower case, without the URN of its schema: SCIM does not tell these apart */
  readonly attribute: string;
  readonly value: string | number | boolean | null;
}

const TERM = /\s*([a-z][\w:.$-]*)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false|null|-?\d+(?:\.\d+)?)/iy;
const AND = /\s+and(?=\s)/iy;

/**
 * Reads the filters that directories send (RFC 7644 §3.4.2.2): `attribute eq value`, several joined by `and`; all of them must hold.
 * @throws InvalidFilter for anything else
 */
export function parseFilter(text: string): readonly Condition[] {
  const conditions: Condition[] = [];
  let at = 0;
  for (;;) {
    const [term, attribute, value] = match(TERM, text, at);
    if (attribute === undefined || value === undefined) break;
    conditions.push({
      attribute: attribute.slice(attribute.lastIndexOf(':') + 1).toLowerCase(),
      value: valueOf(value),
    });
    at += term!.length;
    if (text.slice(at).trim() === '') return conditions;
    const [and] = match(AND, text, at);
    if (and === undefined) break;
    at += and.length;
  }
  throw new InvalidFilter('Filters here are: attribute eq "value", several joined by: and');
}

function match(pattern: RegExp, text: string, at: number): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}

function valueOf(text: string): Condition['value'] {
  try {
    return JSON.parse(text.startsWith('"') ? text : text.toLowerCase()) as Condition['value'];
  } catch {
    throw new InvalidFilter(`${text} is no JSON text`);
  }
}

/** Whether an object holds to all conditions; its attributes are found in whatever case they are written. */
export function matches(element: object, conditions: readonly Condition[]): boolean {
  const values = new Map(Object.entries(element).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  return conditions.every(({ attribute, value }) => values.get(attribute) === value);
}
