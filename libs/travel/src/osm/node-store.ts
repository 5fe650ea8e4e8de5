import type { OsmNodes } from '../domain/osm-data.js';
import { E7 } from '../domain/metres.js';

/** Nodes as they stream by: 16 bytes each, found again by id. */
export class NodeStore {
  private ids = new Float64Array(1 << 16);
  private lat = new Int32Array(1 << 16);
  private lon = new Int32Array(1 << 16);
  private sorted = true;
  count = 0;

  push(id: number, lat: number, lon: number): void {
    if (this.count === this.ids.length) this.grow();
    if (this.count > 0 && id <= this.ids[this.count - 1]!) this.sorted = false;
    this.ids[this.count] = id;
    this.lat[this.count] = Math.round(lat * E7);
    this.lon[this.count++] = Math.round(lon * E7);
  }

  /** To be called once, before `indexOf`: files may hold nodes in any order. */
  seal(): void {
    if (this.sorted) return;
    const order = Uint32Array.from({ length: this.count }, (_, i) => i).toSorted((a, b) => this.ids[a]! - this.ids[b]!);
    this.ids = Float64Array.from(order, (i) => this.ids[i]!);
    this.lat = Int32Array.from(order, (i) => this.lat[i]!);
    this.lon = Int32Array.from(order, (i) => this.lon[i]!);
    this.sorted = true;
  }

  /** @returns -1 for a node that the file lacks */
  indexOf(id: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.ids[middle]!;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** The nodes that are used, in order of id, and where each went. */
  keep(used: Uint8Array): { nodes: OsmNodes; newIndex: Int32Array } {
    const newIndex = new Int32Array(this.count).fill(-1);
    let count = 0;
    for (let i = 0; i < this.count; i++) if (used[i] === 1) newIndex[i] = count++;
    const latE7 = new Int32Array(count);
    const lonE7 = new Int32Array(count);
    for (let i = 0; i < this.count; i++) {
      const to = newIndex[i]!;
      if (to < 0) continue;
      latE7[to] = this.lat[i]!;
      lonE7[to] = this.lon[i]!;
    }
    return { nodes: { count, latE7, lonE7 }, newIndex };
  }

  private grow(): void {
    this.ids = extended(this.ids, new Float64Array(this.count * 2));
    this.lat = extended(this.lat, new Int32Array(this.count * 2));
    this.lon = extended(this.lon, new Int32Array(this.count * 2));
  }
}

function extended<T extends Float64Array | Int32Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}
