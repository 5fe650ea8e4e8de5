import { setImmediate as nextTurn } from 'node:timers/promises';
import { GeoJSONVT, type GeoJSONVTFeature, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { BoundingBox, OsmData } from '../domain/osm-data.js';
import { baseMapFeatures, type FeatureTags } from './features.js';
import { baseMapLayers, type BaseMapLayer, MAX_ZOOM, MIN_ZOOM } from './layers.js';

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** Mapbox Vector Tile 2.1, not compressed. */
  readonly data: Uint8Array;
}

export const TILE_EXTENT = 4096;
/** Units of a tile by which lines reach over its edge, so that their caps are not seen there. */
const TILE_BUFFER = 96;
/** Work for about this long before other work of the process gets its turn. */
const TURN_MS = 15;

/** Cuts the base map of an extract into vector tiles; tiles that hold nothing are left out. */
export async function* cutTiles(osm: OsmData, onProgress?: (done: number) => void): AsyncGenerator<Tile> {
  const layers = indexLayers(osm);
  const ranges = Array.from({ length: MAX_ZOOM - MIN_ZOOM + 1 }, (_, i) => tileRange(osm.bbox, MIN_ZOOM + i));
  const total = ranges.reduce((sum, range) => sum + range.count, 0);
  let done = 0;
  let turn = performance.now();
  for (const { z, west, east, north, south } of ranges) {
    for (let x = west; x <= east; x++) {
      for (let y = north; y <= south; y++) {
        const data = encodeTile(layers, z, x, y);
        if (data !== null) yield { z, x, y, data };
        done++;
        if (performance.now() - turn < TURN_MS) continue;
        onProgress?.(done / total);
        await nextTurn();
        turn = performance.now();
      }
    }
  }
  onProgress?.(1);
}

/** One index for the features of a layer that appear at one zoom: what is not shown yet is not laid out either. */
interface LayerIndex {
  readonly layer: BaseMapLayer;
  readonly minZoom: number;
  readonly index: GeoJSONVT;
}

function indexLayers(osm: OsmData): readonly LayerIndex[] {
  const features = baseMapFeatures(osm);
  return baseMapLayers.flatMap((layer) =>
    [...new Set(features[layer].map(({ properties }) => properties.minZoom))].map((minZoom) => ({
      layer,
      minZoom,
      index: new GeoJSONVT(
        {
          type: 'FeatureCollection',
          features: features[layer].filter(({ properties }) => properties.minZoom === minZoom),
        },
        { maxZoom: MAX_ZOOM, indexMaxZoom: 0, extent: TILE_EXTENT, buffer: TILE_BUFFER, tolerance: 4 },
      ),
    })),
  );
}

function encodeTile(layers: readonly LayerIndex[], z: number, x: number, y: number): Uint8Array | null {
  const shown: Record<string, GeoJSONVTTile> = {};
  for (const { layer, minZoom, index } of layers) {
    const tile = z < minZoom ? null : index.getTile(z, x, y);
    if (tile === null || tile.features.length === 0) continue;
    const features = tile.features.map((feature: GeoJSONVTFeature) => atZoom(feature, z));
    shown[layer] = { ...tile, features: [...(shown[layer]?.features ?? []), ...features] };
  }
  if (Object.keys(shown).length === 0) return null;
  return fromGeojsonVt(shown, { version: 2, extent: TILE_EXTENT });
}

/** The feature with what is shown of it at a zoom. */
function atZoom(feature: GeoJSONVTFeature, z: number): GeoJSONVTFeature {
  const { nameMinZoom, name, class: kind } = feature.tags as FeatureTags;
  return { ...feature, tags: name === undefined || z < nameMinZoom ? { class: kind } : { class: kind, name } };
}

interface TileRange {
  readonly z: number;
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
  readonly count: number;
}

function tileRange(box: BoundingBox, z: number): TileRange {
  const [west, north] = tileAt(box.west, box.north, z);
  const [east, south] = tileAt(box.east, box.south, z);
  return { z, west, east, north, south, count: (east - west + 1) * (south - north + 1) };
}

/** Web Mercator (EPSG:3857) column and row. */
export function tileAt(lon: number, lat: number, z: number): [x: number, y: number] {
  const sin = Math.sin((lat * Math.PI) / 180);
  const size = 2 ** z;
  const clamp = (value: number): number => Math.min(size - 1, Math.max(0, Math.floor(value)));
  return [clamp(((lon + 180) / 360) * size), clamp((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size)];
}
