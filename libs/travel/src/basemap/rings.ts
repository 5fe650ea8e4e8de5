import type { OsmData, OsmRelation, OsmWay } from '../domain/osm-data.js';

/** Node indexes, the last equal to the first. */
export type Ring = readonly number[];

/** An outer ring, then the rings of its holes. */
export type RingGroup = readonly [Ring, ...Ring[]];

/** Stitches the ways of a multipolygon into rings; chains that do not close (cut off by the extract) are left out. */
export function ringsOf(
  relation: OsmRelation,
  waysById: ReadonlyMap<number, readonly OsmWay[]>,
  osm: OsmData,
): RingGroup[] {
  const waysOf = (role: (role: string) => boolean): OsmWay[] =>
    relation.members
      .filter((member) => member.type === 'way' && role(member.role))
      .flatMap((member) => waysById.get(member.ref) ?? []);
  const outers = stitch(waysOf((role) => role !== 'inner'));
  const inners = stitch(waysOf((role) => role === 'inner'));
  return outers.map((outer) => [
    outer,
    ...inners.filter((inner) => outers.length === 1 || contains(outer, inner[0]!, osm)),
  ]);
}

export function isClosed(nodes: ArrayLike<number>): boolean {
  return nodes.length >= 4 && nodes[0] === nodes[nodes.length - 1];
}

function stitch(ways: readonly OsmWay[]): Ring[] {
  const rings: Ring[] = [];
  const open = new Set<number[]>();
  for (const way of ways) {
    const nodes = [...way.nodes];
    if (isClosed(nodes)) rings.push(nodes);
    else open.add(nodes);
  }
  for (const chain of open) {
    open.delete(chain);
    while (!isClosed(chain)) {
      const next = [...open].find((other) => touches(other, chain.at(-1)!));
      if (next === undefined) break;
      open.delete(next);
      chain.push(...(next[0] === chain.at(-1) ? next : next.toReversed()).slice(1));
    }
    if (isClosed(chain)) rings.push(chain);
  }
  return rings;
}

function touches(chain: readonly number[], node: number): boolean {
  return chain[0] === node || chain.at(-1) === node;
}

/** Even-odd rule, in units of 1e-7 degree. */
function contains(ring: Ring, node: number, { nodes: { latE7, lonE7 } }: OsmData): boolean {
  const x = lonE7[node]!;
  const y = latE7[node]!;
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = [lonE7[ring[i - 1]!]!, latE7[ring[i - 1]!]!];
    const [x2, y2] = [lonE7[ring[i]!]!, latE7[ring[i]!]!];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
