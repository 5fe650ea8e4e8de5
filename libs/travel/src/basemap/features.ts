import type { Feature, Geometry, Position } from 'geojson';
import { E7 } from '../domain/metres.js';
import type { OsmData, OsmTags, OsmWay } from '../domain/osm-data.js';
import {
  baseMapLayers,
  classifyArea,
  classifyLine,
  classifyPlace,
  type BaseMapLayer,
  type Classification,
} from './layers.js';
import { isClosed, ringsOf } from './rings.js';

/** What travels with a feature until its tile is encoded. */
export type FeatureTags = {
  readonly class: string;
  readonly name: string | undefined;
  readonly minZoom: number;
  readonly nameMinZoom: number;
};

export type BaseMapFeatures = Readonly<Record<BaseMapLayer, readonly Feature<Geometry, FeatureTags>[]>>;

/** Everything of an extract that the base map draws, by layer. */
export function baseMapFeatures(osm: OsmData): BaseMapFeatures {
  const layers = Object.fromEntries(baseMapLayers.map((layer) => [layer, []])) as unknown as Record<
    BaseMapLayer,
    Feature<Geometry, FeatureTags>[]
  >;
  const add = (how: Classification | undefined, tags: OsmTags, geometry: () => Geometry): void => {
    if (how === undefined) return;
    const { layer, ...shown } = how;
    layers[layer].push({
      type: 'Feature',
      properties: { class: shown.class, minZoom: shown.minZoom, nameMinZoom: shown.nameMinZoom, name: tags['name'] },
      geometry: geometry(),
    });
  };
  const line = (nodes: Iterable<number>): Position[] =>
    Array.from(nodes, (node) => [osm.nodes.lonE7[node]! / E7, osm.nodes.latE7[node]! / E7]);

  const outlines = drawMultipolygons(osm, (tags, rings) =>
    add(classifyArea(tags), tags, () => ({ type: 'MultiPolygon', coordinates: rings.map((group) => group.map(line)) })),
  );
  for (const way of osm.ways) {
    const area = isClosed(way.nodes) && !outlines.has(way.id) ? classifyArea(way.tags) : undefined;
    if (area !== undefined) add(area, way.tags, () => ({ type: 'Polygon', coordinates: [line(way.nodes)] }));
    else add(classifyLine(way.tags), way.tags, () => ({ type: 'LineString', coordinates: line(way.nodes) }));
  }
  for (const place of osm.places)
    add(classifyPlace(place.tags), place.tags, () => ({ type: 'Point', coordinates: [place.lon, place.lat] }));
  return layers;
}

/** @returns ids of the ways that are outlines of drawn multipolygons: they would fill the holes if drawn by themselves */
function drawMultipolygons(
  osm: OsmData,
  draw: (tags: OsmTags, rings: ReturnType<typeof ringsOf>) => void,
): ReadonlySet<number> {
  const outlines = new Set<number>();
  const waysById = new Map<number, OsmWay[]>();
  const wanted = new Set(osm.relations.flatMap(({ members }) => members.map(({ ref }) => ref)));
  for (const way of osm.ways) if (wanted.has(way.id)) waysById.set(way.id, [...(waysById.get(way.id) ?? []), way]);
  for (const relation of osm.relations) {
    const rings = ringsOf(relation, waysById, osm);
    if (rings.length === 0 || classifyArea(relation.tags) === undefined) continue;
    draw(relation.tags, rings);
    for (const { ref, role } of relation.members) if (role !== 'inner') outlines.add(ref);
  }
  return outlines;
}
