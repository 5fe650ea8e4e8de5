import type { OsmData } from '../domain/osm-data.js';
import { cutTiles } from './cut-tiles.js';
import { baseMapLayers, MAX_ZOOM, MIN_ZOOM } from './layers.js';
import { writePmtiles, type ArchiveStats } from './pmtiles-writer.js';

export interface BaseMapOptions {
  readonly name: string;
  readonly attribution: string;
  /** Share of the work done, 0..1. */
  readonly onProgress?: (done: number) => void;
}

/** Draws the base map of an extract into one archive of vector tiles. */
export async function writeBaseMap(
  file: string,
  osm: OsmData,
  { name, attribution, onProgress }: BaseMapOptions,
): Promise<ArchiveStats> {
  return writePmtiles(file, cutTiles(osm, onProgress), {
    bbox: osm.bbox,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    metadata: {
      name,
      attribution,
      vector_layers: baseMapLayers.map((id) => ({ id, fields: { class: 'String', name: 'String' } })),
    },
  });
}
