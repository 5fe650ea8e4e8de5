import Flatbush from 'flatbush';
import type { NetworkArrays } from './network-arrays.js';
import { PASSAGE } from './walk-access.js';

type Lines = Pick<NetworkArrays, 'edgeDirections' | 'edgeShape' | 'shapeLat' | 'shapeLon'>;
type SpatialArrays = Pick<NetworkArrays, 'pieceEdge' | 'pieceStart' | 'spatial'>;

/** Segments in one box: few enough that a box is tight, many enough that the index stays small. */
export const PIECE_SEGMENTS = 4;

/** Boxes around short pieces of all streets that one can start from. */
export function buildSpatialIndex({ edgeDirections, edgeShape, shapeLat, shapeLon }: Lines): SpatialArrays {
  const edges: number[] = [];
  const starts: number[] = [];
  for (let edge = 0; edge + 1 < edgeShape.length; edge++) {
    if ((edgeDirections[edge]! & PASSAGE) !== 0) continue;
    for (let start = edgeShape[edge]!; start < edgeShape[edge + 1]! - 1; start += PIECE_SEGMENTS) {
      edges.push(edge);
      starts.push(start);
    }
  }
  const index = new Flatbush(starts.length, 16, Int32Array);
  starts.forEach((start, piece) => {
    const end = Math.min(start + PIECE_SEGMENTS, edgeShape[edges[piece]! + 1]! - 1) + 1;
    const lon = shapeLon.subarray(start, end);
    const lat = shapeLat.subarray(start, end);
    index.add(Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat));
  });
  index.finish();
  return {
    pieceEdge: Uint32Array.from(edges),
    pieceStart: Uint32Array.from(starts),
    spatial: new Uint8Array(index.data),
  };
}
