import { InvalidPath, InvalidValue, NoTarget } from './scim-errors.js';
import { type Condition, matches, parseFilter } from './scim-filter.js';

export type Resource = Readonly<Record<string, unknown>>;

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: string | undefined;
  readonly value?: unknown;
}

/** The attributes of a resource by their names in lower case; what is not kept is passed over. */
export type Attributes = ReadonlyMap<string, { readonly name: string; readonly kept: boolean }>;

interface Target {
  readonly attribute: string;
  readonly conditions: readonly Condition[] | null;
  readonly sub: string | null;
}

const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/i;
const PATH = /^([a-z$][\w$-]*)(?:\[(.+)\])?(?:\.([a-z$][\w$-]*))?$/i;

/**
 * A resource as the operations of a PATCH leave it (RFC 7644 §3.5.2), all of them or none; the given one stays as it is.
 * @throws InvalidPath, InvalidValue, InvalidFilter, NoTarget
 */
export function applyPatch(
  resource: Resource,
  operations: readonly PatchOperation[],
  attributes: Attributes,
): Resource {
  return operations.reduce((patched, operation) => applyOne(patched, operation, attributes), resource);
}

function applyOne(resource: Resource, { op, path, value }: PatchOperation, attributes: Attributes): Resource {
  if (path !== undefined && path !== '') {
    const target = targetOf(path, attributes);
    return target === null ? resource : change(resource, target, op, value);
  }
  if (op === 'remove') throw new NoTarget('A removal must say by its path what is to be removed');
  if (!isObject(value)) throw new InvalidValue('Without a path the value must be an object of attributes');
  const each = Object.entries(value).map(([name, part]) => ({ op, path: name, value: part }));
  return applyPatch(resource, each, attributes);
}

/** Null: it leads to something that we do not keep. */
function targetOf(path: string, attributes: Attributes): Target | null {
  const bare = path.trim().replace(CORE, '');
  if (bare.toLowerCase().startsWith('urn:')) return extensionOf(bare, attributes);
  const [, name, filter, sub = null] = PATH.exec(bare) ?? [];
  const attribute = name === undefined ? undefined : attributes.get(name.toLowerCase());
  if (attribute === undefined) throw new InvalidPath(`${path.slice(0, 100)} is no attribute of this resource`);
  if (!attribute.kept) return null;
  return { attribute: attribute.name, conditions: filter === undefined ? null : parseFilter(filter), sub };
}

function extensionOf(path: string, attributes: Attributes): Target | null {
  const whole = attributes.get(path.toLowerCase());
  if (whole !== undefined) return { attribute: whole.name, conditions: null, sub: null };
  const colon = path.lastIndexOf(':');
  const holder = attributes.get(path.slice(0, colon).toLowerCase());
  return holder === undefined ? null : { attribute: holder.name, conditions: null, sub: path.slice(colon + 1) };
}

function change(resource: Resource, target: Target, op: PatchOperation['op'], value: unknown): Resource {
  const current = resource[target.attribute];
  const changed =
    target.conditions === null ? changeWhole(current, target, op, value) : changeSome(current, target, op, value);
  return changed === undefined ? without(resource, target.attribute) : { ...resource, [target.attribute]: changed };
}

function changeWhole(current: unknown, { sub }: Target, op: PatchOperation['op'], value: unknown): unknown {
  if (sub !== null) {
    if (Array.isArray(current)) throw new InvalidPath(`Say by a filter which one is meant of several: [value eq "…"]`);
    const holder = isObject(current) ? current : {};
    return op === 'remove' ? without(holder, sub) : { ...holder, [sub]: value };
  }
  if (op === 'remove') return removed(current, value);
  if (value === undefined) throw new InvalidValue('The operation has no value');
  if (Array.isArray(current)) return op === 'add' ? united(current, listOf(value)) : united([], listOf(value));
  return isObject(current) && isObject(value) ? { ...current, ...value } : value;
}

/** Some directories name in the value which of several are to be removed. */
function removed(current: unknown, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(current)) return undefined;
  const gone = new Set(listOf(value).map(keyOf));
  return current.filter((element) => !gone.has(keyOf(element)));
}

function changeSome(current: unknown, { conditions, sub }: Target, op: PatchOperation['op'], value: unknown): unknown {
  const elements: readonly unknown[] = Array.isArray(current) ? current : [];
  const isMeant = (element: unknown): element is Resource => isObject(element) && matches(element, conditions!);
  if (op === 'remove') {
    if (sub === null) return elements.filter((element) => !isMeant(element));
    return elements.map((element) => (isMeant(element) ? without(element, sub) : element));
  }
  if (!elements.some(isMeant)) throw new NoTarget('Nothing there fits the filter of the path');
  if (sub === null && !isObject(value)) throw new InvalidValue('What the filter of a path finds is an object');
  const addition = sub === null ? (value as Resource) : { [sub]: value };
  return elements.map((element) => (isMeant(element) ? { ...element, ...addition } : element));
}

const isObject = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);
const without = (resource: Resource, name: string): Resource =>
  Object.fromEntries(Object.entries(resource).filter(([key]) => key !== name));

/** What makes two elements of a list the same one. */
const keyOf = (element: unknown): string =>
  JSON.stringify(isObject(element) && 'value' in element ? element.value : element);

function united(current: readonly unknown[], added: readonly unknown[]): readonly unknown[] {
  const known = new Map(current.map((element) => [keyOf(element), element]));
  for (const element of added) if (!known.has(keyOf(element))) known.set(keyOf(element), element);
  return [...known.values()];
}
