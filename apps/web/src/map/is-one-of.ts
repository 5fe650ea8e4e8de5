import type { PaintRule } from 'protomaps-leaflet';

/** Features whose class is one of some. */
export function isOneOf(classes: readonly string[]): NonNullable<PaintRule['filter']> {
  const wanted = new Set<unknown>(classes);
  return (_zoom, feature) => wanted.has(feature.props.class);
}
