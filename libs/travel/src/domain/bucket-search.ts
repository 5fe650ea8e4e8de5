/** Arcs of a directed graph by start node: those of node n are first[n] .. first[n + 1] - 1. */
export interface Arcs {
  readonly first: Uint32Array;
  readonly target: Uint32Array;
  /** Whole, not negative. */
  readonly ticks: Uint32Array;
}

/** The tick of a node that the search did not reach. */
export const NEVER = 0x7fffffff;
const NONE = -1;

/**
 * One-to-all shortest times by bucket queue (Dial 1969), bounded by a budget. One instance serves one search after
 * another: its memory is laid out once, and only what the former search touched is cleared.
 */
export class BucketSearch {
  /** Ticks from the seeds, by node; NEVER beyond the budget. */
  readonly ticks: Int32Array;
  /** The first `reachedCount` entries are the nodes reached, in no order. */
  readonly reached: Uint32Array;
  reachedCount = 0;
  /** Grows with each search; a reader of results can tell that they are gone. */
  generation = 0;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private heads = new Int32Array(0);
  /** One bit per bucket that may hold something: most are empty, and 32 are passed over at a time. */
  private occupied = new Uint32Array(0);
  private budget = 0;
  private waiting = 0;

  constructor(nodeCount: number) {
    this.ticks = new Int32Array(nodeCount).fill(NEVER);
    this.reached = new Uint32Array(nodeCount);
    this.next = new Int32Array(nodeCount);
    this.previous = new Int32Array(nodeCount);
  }

  /** Forgets the former search. */
  begin(budget: number): void {
    for (let i = 0; i < this.reachedCount; i++) this.ticks[this.reached[i]!] = NEVER;
    if (this.waiting > 0) this.heads.fill(NONE);
    if (this.heads.length <= budget) {
      this.heads = new Int32Array(budget + 1).fill(NONE);
      this.occupied = new Uint32Array((budget >>> 5) + 1);
    }
    this.reachedCount = 0;
    this.waiting = 0;
    this.generation++;
    this.budget = budget;
  }

  /** A node from which the search starts, with what has already passed; several may be set. */
  seed(node: number, ticks: number): void {
    if (ticks <= this.budget && ticks < this.ticks[node]!) this.improve(node, ticks);
  }

  run(arcs: Arcs): void {
    const { occupied } = this;
    for (let word = 0; this.waiting > 0; word++) {
      for (let bits = occupied[word]!; bits !== 0; bits = occupied[word]!) {
        const lowest = 31 - Math.clz32(bits & -bits);
        this.settle((word << 5) + lowest, arcs);
        occupied[word] = occupied[word]! & ~(1 << lowest);
      }
    }
  }

  /** Passes on from every node of one bucket; what that adds to the bucket itself is served too. */
  private settle(now: number, { first, target, ticks: cost }: Arcs): void {
    const { heads, next, previous, ticks, budget } = this;
    for (let node = heads[now]!; node !== NONE; node = heads[now]!) {
      const after = next[node]!;
      heads[now] = after;
      if (after !== NONE) previous[after] = NONE;
      this.waiting--;
      for (let arc = first[node]!, end = first[node + 1]!; arc < end; arc++) {
        const then = now + cost[arc]!;
        const neighbour = target[arc]!;
        if (then <= budget && then < ticks[neighbour]!) this.improve(neighbour, then);
      }
    }
  }

  private improve(node: number, to: number): void {
    const { heads, next, previous, ticks } = this;
    const from = ticks[node]!;
    if (from === NEVER) {
      this.reached[this.reachedCount++] = node;
      this.waiting++;
    } else {
      const before = previous[node]!;
      const after = next[node]!;
      if (before === NONE) heads[from] = after;
      else next[before] = after;
      if (after !== NONE) previous[after] = before;
    }
    const head = heads[to]!;
    ticks[node] = to;
    next[node] = head;
    previous[node] = NONE;
    if (head !== NONE) previous[head] = node;
    heads[to] = node;
    this.occupied[to >>> 5]! |= 1 << (to & 31);
  }
}
