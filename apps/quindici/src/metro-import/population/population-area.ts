import type { Position } from 'geojson';

/** Where some residents live: in one cell, or spread over an area. */
export type PopulationArea =
  | { readonly kind: 'cell'; readonly cell: string }
  | { readonly kind: 'disc'; readonly lat: number; readonly lon: number; readonly radiusMetres: number }
  | { readonly kind: 'polygons'; readonly polygons: readonly (readonly Position[][])[] };

export interface PopulationRow {
  readonly row: number;
  readonly residents: number;
  readonly area: PopulationArea;
}
