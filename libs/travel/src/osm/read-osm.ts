import { E7 } from '../domain/metres.js';
import type { BoundingBox, OsmData, OsmNodes, OsmPlace, OsmRelation, OsmTags, OsmWay } from '../domain/osm-data.js';
import { NodeStore } from './node-store.js';
import { eachOsmItem, type OsmItem, type ReadProgress } from './osm-stream.js';
import { isPlace, isRelevantRelation, isRelevantWay, mayBeMember, mayStopWalkers } from './relevant.js';

export interface ReadOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
}

interface RawWay {
  readonly id: number;
  readonly tags: OsmTags;
  readonly refs: Float64Array;
}

const NO_TAGS: OsmTags = {};

/**
 * One pass over an OpenStreetMap extract, keeping what the walking network and the base map need.
 * @throws UnreadableNetwork when the file is missing, empty, cut short, damaged or not OSM PBF
 */
export async function readOsm(file: string, { onProgress }: ReadOptions = {}): Promise<OsmData> {
  const reader = new Reader();
  await eachOsmItem(file, (item) => reader.visit(item), onProgress);
  return reader.finish();
}

class Reader {
  private readonly store = new NodeStore();
  private readonly ways: RawWay[] = [];
  /** Ways of no meaning of their own until a relation claims them. */
  private readonly spare = new Map<number, RawWay>();
  private readonly relations: OsmRelation[] = [];
  private readonly places: OsmPlace[] = [];
  private readonly barriers = new Map<number, OsmTags>();

  visit(item: OsmItem): void {
    const tags = item.tags ?? NO_TAGS;
    if (item.type === 'node') {
      if (!(Math.abs(item.lat) <= 90 && Math.abs(item.lon) <= 180)) return;
      this.store.push(item.id, item.lat, item.lon);
      if (item.tags === undefined) return;
      if (isPlace(tags)) this.places.push({ id: item.id, lat: item.lat, lon: item.lon, tags });
      if (mayStopWalkers(tags)) this.barriers.set(item.id, tags);
    } else if (item.type === 'way') {
      const way = { id: item.id, tags, refs: Float64Array.from(item.refs) };
      if (isRelevantWay(tags)) this.ways.push(way);
      else if (mayBeMember(tags)) this.spare.set(item.id, way);
    } else if (isRelevantRelation(tags)) {
      this.relations.push({ id: item.id, tags, members: item.members });
    }
  }

  finish(): OsmData {
    this.claimMembers();
    this.store.seal();
    const pieces = this.ways.flatMap((way) => piecesOf(way, this.store));
    const used = new Uint8Array(this.store.count);
    for (const { nodes } of pieces) for (const node of nodes) used[node] = 1;
    const { nodes, newIndex } = this.store.keep(used);
    const barriers = new Map<number, OsmTags>();
    for (const [id, tags] of this.barriers) {
      const index = newIndex[this.store.indexOf(id)] ?? -1;
      if (index >= 0) barriers.set(index, tags);
    }
    return {
      nodes,
      ways: pieces.map((way) => ({ ...way, nodes: way.nodes.map((node) => newIndex[node]!) })),
      relations: this.relations,
      places: this.places,
      barriers,
      bbox: boundsOf(nodes),
    };
  }

  private claimMembers(): void {
    for (const relation of this.relations) {
      for (const { type, ref } of relation.members) {
        const way = type === 'way' ? this.spare.get(ref) : undefined;
        if (way === undefined) continue;
        this.ways.push(way);
        this.spare.delete(ref);
      }
    }
    this.spare.clear();
  }
}

/** Runs of nodes that the file has; extracts cut ways at their border. */
function piecesOf({ id, tags, refs }: RawWay, store: NodeStore): OsmWay[] {
  const pieces: OsmWay[] = [];
  let run: number[] = [];
  const end = (): void => {
    if (run.length > 1) pieces.push({ id, tags, nodes: Uint32Array.from(run) });
    run = [];
  };
  for (const ref of refs) {
    const index = store.indexOf(ref);
    if (index < 0) end();
    else run.push(index);
  }
  end();
  return pieces;
}

function boundsOf({ count, latE7, lonE7 }: OsmNodes): BoundingBox {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (let i = 0; i < count; i++) {
    box.west = Math.min(box.west, lonE7[i]! / E7);
    box.east = Math.max(box.east, lonE7[i]! / E7);
    box.south = Math.min(box.south, latE7[i]! / E7);
    box.north = Math.max(box.north, latE7[i]! / E7);
  }
  return box;
}
