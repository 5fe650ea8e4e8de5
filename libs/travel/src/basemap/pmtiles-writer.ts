import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip as gzipCallback, gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import { Compression, TileType, zxyToTileId, type Entry } from 'pmtiles';
import type { BoundingBox } from '../domain/osm-data.js';
import type { Tile } from './cut-tiles.js';

const gzip = promisify(gzipCallback);

/** A reader fetches this much first: header and root directory have to fit (PMTiles 3, section 4). */
const FIRST_READ = 16_384;
const HEADER = 127;
const LEAF_ENTRIES = 4096;

export interface ArchiveInfo {
  readonly bbox: BoundingBox;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface ArchiveStats {
  readonly tiles: number;
  readonly bytes: number;
  readonly largestTileBytes: number;
}

interface StoredTile {
  readonly id: number;
  readonly body: Buffer;
  readonly hash: string;
}

/**
 * Writes vector tiles into one archive: PMTiles version 3, tiles gzipped, clustered along the Hilbert curve, equal tiles stored once.
 * @throws what the file system says when the file can not be written
 */
export async function writePmtiles(file: string, tiles: AsyncIterable<Tile>, info: ArchiveInfo): Promise<ArchiveStats> {
  const stored: StoredTile[] = [];
  for await (const { z, x, y, data } of tiles) {
    const body = await gzip(data);
    stored.push({ id: zxyToTileId(z, x, y), body, hash: createHash('sha1').update(body).digest('base64') });
  }
  const { entries, bodies } = arrange(stored.toSorted((a, b) => a.id - b.id));
  const { root, leaves } = directories(entries);
  const metadata = gzipSync(JSON.stringify(info.metadata));
  const head = header(info, { root, leaves, metadata, entries, bodies, addressed: stored.length });
  const handle = await open(file, 'wx');
  try {
    for (const part of [head, root, metadata, leaves, ...bodies]) await handle.writeFile(part);
    await handle.sync();
    return {
      tiles: stored.length,
      bytes: (await handle.stat()).size,
      largestTileBytes: Math.max(0, ...bodies.map(({ length }) => length)),
    };
  } finally {
    await handle.close();
  }
}

/** Neighbours with one content become a run; contents that were seen before are pointed at. */
function arrange(tiles: readonly StoredTile[]): { entries: Entry[]; bodies: Buffer[] } {
  const entries: Entry[] = [];
  const bodies: Buffer[] = [];
  const offsets = new Map<string, number>();
  let end = 0;
  for (const { id, body, hash } of tiles) {
    const known = offsets.get(hash);
    const last = entries.at(-1);
    if (last !== undefined && last.offset === known && last.tileId + last.runLength === id) {
      last.runLength++;
      continue;
    }
    if (known === undefined) {
      offsets.set(hash, end);
      bodies.push(body);
    }
    entries.push({ tileId: id, offset: known ?? end, length: body.length, runLength: 1 });
    if (known === undefined) end += body.length;
  }
  return { entries, bodies };
}

function directories(entries: readonly Entry[]): { root: Buffer; leaves: Buffer } {
  const whole = encodeDirectory(entries);
  if (HEADER + whole.length <= FIRST_READ) return { root: whole, leaves: Buffer.alloc(0) };
  const leaves: Buffer[] = [];
  const pointers: Entry[] = [];
  let offset = 0;
  for (let from = 0; from < entries.length; from += LEAF_ENTRIES) {
    const leaf = encodeDirectory(entries.slice(from, from + LEAF_ENTRIES));
    pointers.push({ tileId: entries[from]!.tileId, offset, length: leaf.length, runLength: 0 });
    leaves.push(leaf);
    offset += leaf.length;
  }
  return { root: encodeDirectory(pointers), leaves: Buffer.concat(leaves) };
}

/** Five columns of varints, ids as differences; offset 0 says "right behind the entry before". */
function encodeDirectory(entries: readonly Entry[]): Buffer {
  const pbf = new PbfWriter();
  pbf.writeVarint(entries.length);
  entries.forEach(({ tileId }, i) => pbf.writeVarint(tileId - (entries[i - 1]?.tileId ?? 0)));
  for (const { runLength } of entries) pbf.writeVarint(runLength);
  for (const { length } of entries) pbf.writeVarint(length);
  entries.forEach(({ offset }, i) => {
    const before = entries[i - 1];
    pbf.writeVarint(before !== undefined && offset === before.offset + before.length ? 0 : offset + 1);
  });
  return gzipSync(pbf.finish());
}

interface Parts {
  readonly root: Buffer;
  readonly leaves: Buffer;
  readonly metadata: Buffer;
  readonly entries: readonly Entry[];
  readonly bodies: readonly Buffer[];
  readonly addressed: number;
}

function header({ bbox, minZoom, maxZoom }: ArchiveInfo, parts: Parts): Buffer {
  const { root, leaves, metadata, entries, bodies, addressed } = parts;
  const bytes = Buffer.alloc(HEADER);
  bytes.write('PMTiles', 'latin1');
  bytes[7] = 3;
  const tileBytes = bodies.reduce((sum, { length }) => sum + length, 0);
  let at = 8;
  let offset = HEADER;
  for (const length of [root.length, metadata.length, leaves.length, tileBytes]) {
    at = bytes.writeBigUInt64LE(BigInt(offset), at);
    at = bytes.writeBigUInt64LE(BigInt(length), at);
    offset += length;
  }
  for (const count of [addressed, entries.length, bodies.length]) at = bytes.writeBigUInt64LE(BigInt(count), at);
  bytes[at++] = 1; // clustered
  bytes[at++] = Compression.Gzip;
  bytes[at++] = Compression.Gzip;
  bytes[at++] = TileType.Mvt;
  bytes[at++] = minZoom;
  bytes[at++] = maxZoom;
  const e7 = (degrees: number): void => void (at = bytes.writeInt32LE(Math.round(degrees * 1e7), at));
  [bbox.west, bbox.south, bbox.east, bbox.north].forEach(e7);
  bytes[at++] = Math.min(maxZoom, minZoom + 4);
  [(bbox.west + bbox.east) / 2, (bbox.south + bbox.north) / 2].forEach(e7);
  return bytes;
}
