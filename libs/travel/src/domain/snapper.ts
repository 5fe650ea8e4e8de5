import type { LatLon } from '#libs/kernel';
import Flatbush from 'flatbush';
import { PIECE_SEGMENTS } from './build-spatial-index.js';
import { E7, metresBetween, scaleAt } from './metres.js';
import type { NetworkArrays } from './network-arrays.js';
import { InvalidPosition, OffTheMap } from './travel-errors.js';
import { SNAP_LIMIT_METRES } from './walking.js';

/** The place on a street nearest to a point. */
export interface Snap {
  readonly edge: number;
  /** How far along the edge, 0 at its start and 1 at its end, by length. */
  readonly fraction: number;
  /** From the point to the street, straight. */
  readonly metres: number;
  readonly at: LatLon;
}

interface Nearest {
  metres: number;
  edge: number;
  /** Shape point before the foot of the perpendicular, and how far on to the next one (0..1). */
  before: number;
  share: number;
}

const RINGS_METRES = [30, 90, SNAP_LIMIT_METRES];

/** Finds the nearest street by the boxes of its pieces. */
export class Snapper {
  private readonly index: Flatbush;

  constructor(private readonly arrays: NetworkArrays) {
    this.index = Flatbush.from(arrays.spatial.buffer, arrays.spatial.byteOffset);
  }

  /** @throws OffTheMap when no street lies within 300 m; InvalidPosition when the point is no place on Earth */
  snap(point: LatLon): Snap {
    const snap = this.find(point);
    if (snap === null) throw new OffTheMap(point, this.distanceBeyondLimit(point), SNAP_LIMIT_METRES);
    return snap;
  }

  /** As `snap`, but null off the map. */
  find(point: LatLon): Snap | null {
    if (!(Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180)) throw new InvalidPosition(point);
    for (const ring of RINGS_METRES) {
      const nearest = this.nearestWithin(point, ring);
      if (nearest.metres <= ring) return this.snapAt(nearest);
    }
    return null;
  }

  /** Edges whose line may touch a box, each once; units of 1e-7 degree. */
  edgesIn(west: number, south: number, east: number, north: number): Set<number> {
    return new Set(this.index.search(west, south, east, north).map((piece) => this.arrays.pieceEdge[piece]!));
  }

  private nearestWithin(point: LatLon, metres: number): Nearest {
    const lat = point.lat * E7;
    const lon = point.lon * E7;
    const scale = scaleAt(point.lat);
    const dLat = metres / scale.perLatE7;
    const dLon = metres / Math.max(scale.perLonE7, 1e-9);
    const best: Nearest = { metres: Infinity, edge: 0, before: 0, share: 0 };
    const { edgeShape, shapeLat, shapeLon, pieceEdge, pieceStart } = this.arrays;
    for (const piece of this.index.search(lon - dLon, lat - dLat, lon + dLon, lat + dLat)) {
      const edge = pieceEdge[piece]!;
      const start = pieceStart[piece]!;
      const end = Math.min(start + PIECE_SEGMENTS, edgeShape[edge + 1]! - 1);
      for (let i = start; i < end; i++) {
        const ax = (shapeLon[i]! - lon) * scale.perLonE7;
        const ay = (shapeLat[i]! - lat) * scale.perLatE7;
        const dx = (shapeLon[i + 1]! - lon) * scale.perLonE7 - ax;
        const dy = (shapeLat[i + 1]! - lat) * scale.perLatE7 - ay;
        const length2 = dx * dx + dy * dy;
        const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
        const distance = Math.hypot(ax + share * dx, ay + share * dy);
        if (distance < best.metres || (distance === best.metres && edge < best.edge)) {
          best.metres = distance;
          best.edge = edge;
          best.before = i;
          best.share = share;
        }
      }
    }
    return best;
  }

  private snapAt({ edge, before, share, metres }: Nearest): Snap {
    const { edgeShape, shapeLat, shapeLon } = this.arrays;
    let along = 0;
    let whole = 0;
    for (let i = edgeShape[edge]!; i < edgeShape[edge + 1]! - 1; i++) {
      const segment = metresBetween(shapeLon[i]!, shapeLat[i]!, shapeLon[i + 1]!, shapeLat[i + 1]!);
      if (i < before) along += segment;
      if (i === before) along += share * segment;
      whole += segment;
    }
    const between = (axis: Int32Array): number => (axis[before]! + share * (axis[before + 1]! - axis[before]!)) / E7;
    return {
      edge,
      fraction: whole === 0 ? 0 : along / whole,
      metres,
      at: { lat: between(shapeLat), lon: between(shapeLon) },
    };
  }

  /** For the message only: to the nearest box, then to the lines in it. */
  private distanceBeyondLimit(point: LatLon): number {
    for (const ring of [1_000, 5_000, 25_000]) {
      const { metres } = this.nearestWithin(point, ring);
      if (metres <= ring) return metres;
    }
    return Infinity;
  }
}
