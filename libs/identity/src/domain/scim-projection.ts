const ALWAYS: ReadonlySet<string> = new Set(['schemas', 'id']);

/** Attribute names as a query has them, without what comes after a dot: parts of an attribute are not left out one by one. */
const namesIn = (list: string): ReadonlySet<string> =>
  new Set(
    list
      .split(',')
      .map((path) => path.trim().toLowerCase())
      .map((path) => (path.startsWith('urn:') ? path.slice(path.lastIndexOf(':') + 1) : path).split('.', 1)[0]!),
  );

/** A resource with the attributes that were asked for, or without those that were not wanted (RFC 7644 §3.9). */
export function project<Resource extends object>(
  resource: Resource,
  {
    attributes,
    excludedAttributes,
  }: { readonly attributes?: string | undefined; readonly excludedAttributes?: string | undefined },
): Resource {
  if (attributes === undefined && excludedAttributes === undefined) return resource;
  const wanted = attributes === undefined ? undefined : namesIn(attributes);
  const unwanted = namesIn(excludedAttributes ?? '');
  const isShown = (name: string): boolean =>
    ALWAYS.has(name) || (wanted === undefined ? !unwanted.has(name.toLowerCase()) : wanted.has(name.toLowerCase()));
  return Object.fromEntries(Object.entries(resource).filter(([name]) => isShown(name))) as Resource;
}
