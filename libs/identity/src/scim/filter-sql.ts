import { InvalidFilter } from '../domain/scim-errors.js';
import type { Condition } from '../domain/scim-filter.js';

/**
 * The conditions of a filter as SQL.
 * @param columns by attribute in lower case, `$` standing for the value
 * @param before the parameters that come before
 * @throws InvalidFilter for an attribute that can not be asked for, or a value that is no text
 */
export function whereOf(
  filter: readonly Condition[],
  columns: Readonly<Record<string, string>>,
  before: readonly unknown[],
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const parameters = [...before];
  const terms = filter.map(({ attribute, value }) => {
    const column = Object.hasOwn(columns, attribute) ? columns[attribute] : undefined;
    if (column === undefined)
      throw new InvalidFilter(`One can ask for ${Object.keys(columns).join(', ')}, not for ${attribute}`);
    if (typeof value !== 'string') throw new InvalidFilter(`${attribute} is compared with a text in quotes`);
    // PostgreSQL holds no such character: nothing equals it.
    if (value.includes('\0')) return ' AND false';
    parameters.push(value);
    return ` AND ${column.replace('$', `$${parameters.length}::text`)}`;
  });
  return { sql: terms.join(''), parameters };
}
