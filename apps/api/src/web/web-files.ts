import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const COMPRESSIBLE = /^(text|application\/(json|manifest)|image\/svg)/;
const SMALLEST = 1024;

export type Encoding = 'br' | 'gzip';

/** One file of the built web application, in memory: all of them weigh a few megabytes. */
export class WebFile {
  readonly etag: string;
  private readonly encoded = new Map<Encoding, Promise<Buffer>>();

  constructor(
    readonly type: string,
    readonly plain: Buffer,
  ) {
    this.etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  }

  /** The best of what the client understands; undefined for the plain file. */
  encodingFor(accepted: string | undefined): Encoding | undefined {
    if (!COMPRESSIBLE.test(this.type) || this.plain.length < SMALLEST) return undefined;
    return (['br', 'gzip'] as const).find((encoding) =>
      new RegExp(`\\b${encoding}\\b(?!;q=0(?![.\\d]))`).test(accepted ?? ''),
    );
  }

  /** Compressed when first asked for, and kept. */
  body(encoding: Encoding | undefined): Promise<Buffer> {
    if (encoding === undefined) return Promise.resolve(this.plain);
    const known = this.encoded.get(encoding) ?? compress(this.plain, encoding);
    this.encoded.set(encoding, known);
    return known;
  }
}

function compress(plain: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(plain, { level: 9 });
  return promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

/** Every file of a kind we know, by its path in the URL. Nothing else can be asked for. */
export function readWebFiles(root: string): ReadonlyMap<string, WebFile> {
  const files = new Map<string, WebFile>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    const path = join(entry.parentPath, entry.name);
    const url = `/${relative(root, path).split(sep).join('/')}`;
    if (entry.isFile() && type !== undefined && !url.includes('/.'))
      files.set(url, new WebFile(type, readFileSync(path)));
  }
  return files;
}
