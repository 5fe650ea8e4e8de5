import fc from 'fast-check';
import { BucketSearch, NEVER, type Arcs } from './bucket-search.js';

type Arc = readonly [from: number, to: number, ticks: number];

function arcsOf(nodeCount: number, list: readonly Arc[]): Arcs {
  const sorted = list.toSorted((a, b) => a[0] - b[0]);
  const first = Uint32Array.from({ length: nodeCount + 1 }, (_, node) => sorted.filter(([from]) => from < node).length);
  return {
    first,
    target: Uint32Array.from(sorted, ([, to]) => to),
    ticks: Uint32Array.from(sorted, ([, , ticks]) => ticks),
  };
}

/** Bellman and Ford: relax every arc until nothing changes. */
function naive(
  nodeCount: number,
  list: readonly Arc[],
  seeds: readonly (readonly [number, number])[],
  budget: number,
): number[] {
  const ticks = Array.from({ length: nodeCount }, () => Infinity);
  for (const [node, start] of seeds) ticks[node] = Math.min(ticks[node]!, start);
  for (let round = 0; round < nodeCount; round++)
    for (const [from, to, cost] of list) ticks[to] = Math.min(ticks[to]!, ticks[from]! + cost);
  return ticks.map((value) => (value <= budget ? value : NEVER));
}

const NODES = 12;
const node = fc.nat(NODES - 1);
const graph = fc.array(fc.tuple(node, node, fc.nat(40)), { maxLength: 50 });
const seeds = fc.array(fc.tuple(node, fc.nat(60)), { minLength: 1, maxLength: 3 });

function searched(
  search: BucketSearch,
  arcs: Arcs,
  from: readonly (readonly [number, number])[],
  budget: number,
): number[] {
  search.begin(budget);
  for (const [start, ticks] of from) search.seed(start, ticks);
  search.run(arcs);
  return [...search.ticks];
}

describe(BucketSearch.name, () => {
  it('finds what a textbook search finds, for any seeds and budget, search after search in the same memory', () => {
    const search = new BucketSearch(NODES);
    fc.assert(
      fc.property(graph, seeds, fc.nat(150), (list, from, budget) => {
        expect(searched(search, arcsOf(NODES, list), from, budget)).toEqual(naive(NODES, list, from, budget));
      }),
      { numRuns: 1000 },
    );
  });

  it('names exactly the nodes it reached', () => {
    const search = new BucketSearch(NODES);
    fc.assert(
      fc.property(graph, seeds, fc.nat(150), (list, from, budget) => {
        const ticks = searched(search, arcsOf(NODES, list), from, budget);
        const named = [...search.reached.subarray(0, search.reachedCount)].toSorted((a, b) => a - b);
        expect(named).toEqual([...ticks.keys()].filter((n) => ticks[n] !== NEVER));
      }),
    );
  });

  it('takes a node at the very edge of the budget and none beyond', () => {
    const search = new BucketSearch(3);
    const arcs = arcsOf(3, [
      [0, 1, 10],
      [1, 2, 1],
    ]);
    expect(searched(search, arcs, [[0, 0]], 10)).toEqual([0, 10, NEVER]);
  });

  it('forgets seeds of a search that never ran', () => {
    const search = new BucketSearch(2);
    search.begin(10);
    search.seed(0, 3);
    expect(searched(search, arcsOf(2, []), [[1, 4]], 10)).toEqual([NEVER, 4]);
  });
});
