import { open, type FileHandle } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OSMTransform } from 'osm-pbf-parser-node';
import type { OsmMember, OsmTags } from '../domain/osm-data.js';
import { UnreadableNetwork } from '../domain/travel-errors.js';
import { reasonOf } from '../file/reason.js';

export type OsmItem =
  | { readonly type: 'node'; readonly id: number; readonly lat: number; readonly lon: number; readonly tags?: OsmTags }
  | { readonly type: 'way'; readonly id: number; readonly refs: readonly number[]; readonly tags?: OsmTags }
  | { readonly type: 'relation'; readonly id: number; readonly members: readonly OsmMember[]; readonly tags?: OsmTags };

export interface ReadProgress {
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Limits of the PBF format: a header of at most 64 KiB, a block of at most 32 MiB. */
const LARGEST_HEADER = 64 * 1024;
const LARGEST_BLOCK = 32 * 1024 * 1024;

interface ParserState {
  readonly status: number;
  readonly needed: number;
  readonly buffer: Buffer | null;
  readonly offset: number;
}

/** The parser throws out of its stream methods, which would end the process: here it fails its stream instead. */
class GuardedOsmTransform extends OSMTransform {
  override _transform(chunk: Buffer, encoding: BufferEncoding, next: TransformCallback): void {
    try {
      super._transform(chunk, encoding, () => undefined);
    } catch (error) {
      next(new Error(`it is damaged (${reasonOf(error)})`, { cause: error }));
      return;
    }
    next(this.oversized());
  }

  override _flush(next: TransformCallback): void {
    const { buffer, offset, status } = this as unknown as ParserState;
    const whole = buffer !== null && status === 0 && buffer.length === offset;
    next(whole ? null : new Error('it ends in the middle of a block'));
  }

  /** A damaged length would have the parser wait for gigabytes. */
  private oversized(): Error | null {
    const { status, needed } = this as unknown as ParserState;
    const limit = status <= 1 ? LARGEST_HEADER : LARGEST_BLOCK;
    return needed > limit ? new Error(`it is damaged (a block claims ${needed} bytes)`) : null;
  }
}

/**
 * Reads a `.osm.pbf` block by block.
 * @throws UnreadableNetwork when the file is missing, empty, cut short, damaged or something else
 */
export async function eachOsmItem(
  file: string,
  visit: (item: OsmItem) => void,
  onProgress?: (progress: ReadProgress) => void,
): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const { size: totalBytes } = await handle.stat();
    await refuseForeignFile(handle, totalBytes);
    let bytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, next): void {
        bytes += chunk.length;
        onProgress?.({ bytes, totalBytes });
        next(null, chunk);
      },
    });
    const source = handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20 });
    await pipeline(source, meter, new GuardedOsmTransform(), async (batches: AsyncIterable<readonly OsmItem[]>) => {
      for await (const batch of batches) for (const item of batch) if ('id' in item) visit(item);
    });
  } catch (error) {
    throw error instanceof UnreadableNetwork
      ? error
      : new UnreadableNetwork(file, whyUnreadable(error), { cause: error });
  } finally {
    await handle?.close();
  }

  async function refuseForeignFile(opened: FileHandle, size: number): Promise<void> {
    if (size === 0) throw new UnreadableNetwork(file, 'it is empty');
    const start = Buffer.alloc(64);
    await opened.read(start, 0, start.length, 0);
    if (!start.includes('OSMHeader')) throw new UnreadableNetwork(file, 'it does not begin with an OSM header');
  }
}

function whyUnreadable(error: unknown): string {
  const reason = reasonOf(error);
  return reason.includes('not implemented')
    ? 'its blocks are not zlib-compressed; rewrite it with `osmium cat -f pbf`'
    : reason;
}
