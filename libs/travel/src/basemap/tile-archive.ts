import { open, type FileHandle } from 'node:fs/promises';
import { findTile, SharedPromiseCache, zxyToTileId, type Header, type RangeResponse, type Source } from 'pmtiles';

/** The specification allows a root, a leaf, and leaves below it. */
const DEEPEST_DIRECTORY = 4;

/** Reads tiles out of an archive as they lie there, gzipped: they go to the browser so. */
export class TileArchive {
  private readonly cache = new SharedPromiseCache();

  private constructor(private readonly source: FileSource) {}

  /** @throws what the file system says when there is no such file */
  static async open(file: string): Promise<TileArchive> {
    return new TileArchive(new FileSource(file, await open(file)));
  }

  async header(): Promise<Header> {
    return this.cache.getHeader(this.source);
  }

  /** @returns gzipped, or null where the archive has no such tile */
  async tile(z: number, x: number, y: number): Promise<Buffer | null> {
    const header = await this.header();
    if (z < header.minZoom || z > header.maxZoom || x >= 2 ** z || y >= 2 ** z) return null;
    const id = zxyToTileId(z, x, y);
    let [offset, length] = [header.rootDirectoryOffset, header.rootDirectoryLength];
    for (let depth = 0; depth < DEEPEST_DIRECTORY; depth++) {
      const entry = findTile(await this.cache.getDirectory(this.source, offset, length, header), id);
      if (entry === null) return null;
      if (entry.runLength > 0) return this.source.read(header.tileDataOffset + entry.offset, entry.length);
      [offset, length] = [header.leafDirectoryOffset + entry.offset, entry.length];
    }
    return null;
  }

  async close(): Promise<void> {
    await this.source.handle.close();
  }
}

class FileSource implements Source {
  constructor(
    private readonly file: string,
    readonly handle: FileHandle,
  ) {}

  getKey(): string {
    return this.file;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const bytes = await this.read(offset, length);
    return { data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer };
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  }
}
