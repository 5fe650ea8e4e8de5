export type OsmTags = Readonly<Record<string, string>>;

/** Node positions in units of 1e-7 degree, addressed by index. */
export interface OsmNodes {
  readonly count: number;
  readonly latE7: Int32Array;
  readonly lonE7: Int32Array;
}

export interface OsmWay {
  readonly id: number;
  readonly tags: OsmTags;
  /** Indexes into `OsmData.nodes`. A way with nodes that the file lacks comes in several pieces of one id. */
  readonly nodes: Uint32Array;
}

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  /** OSM id of the member, not an index. */
  readonly ref: number;
  readonly role: string;
}

export interface OsmRelation {
  readonly id: number;
  readonly tags: OsmTags;
  readonly members: readonly OsmMember[];
}

export interface OsmPlace {
  readonly id: number;
  readonly lat: number;
  readonly lon: number;
  readonly tags: OsmTags;
}

/** Degrees; west and south are the smaller values. */
export interface BoundingBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** What the walking network and the base map need of an OSM extract. */
export interface OsmData {
  readonly nodes: OsmNodes;
  /** Streets, railways, waterways, land cover, and the untagged members of `relations`. */
  readonly ways: readonly OsmWay[];
  /** Multipolygons only. */
  readonly relations: readonly OsmRelation[];
  readonly places: readonly OsmPlace[];
  /** Tags of nodes that may stop a walker, by node index. */
  readonly barriers: ReadonlyMap<number, OsmTags>;
  /** Around all nodes of kept ways. */
  readonly bbox: BoundingBox;
}
