import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { byteLengthOf, lengthsOf, SECTION_NAMES, viewsOn, type SectionLengths } from '../domain/network-arrays.js';
import { BrokenNetworkFile } from '../domain/travel-errors.js';
import { WalkNetwork, type NetworkStats } from '../domain/walk-network.js';
import { reasonOf } from './reason.js';

/*
 * Layout, little-endian: 8 bytes magic, u32 version, u32 length of the JSON head, 32 bytes SHA-256 of all that follows,
 * the head padded with blanks to a multiple of 8, then the sections as they lie in memory.
 */
const MAGIC = 'QDCIWALK';
const VERSION = 1;
const PREAMBLE = 48;
const LARGEST_HEAD = 1 << 20;

interface Head {
  readonly stats: NetworkStats;
  readonly lengths: SectionLengths;
}

/** Writes a network so that a reader sees the former file or the whole new one, never a part. */
export async function saveNetwork(network: WalkNetwork, file: string): Promise<void> {
  const head = encodeHead({ stats: network.stats, lengths: lengthsOf(network.arrays) });
  const body = new Uint8Array(network.buffer);
  const preamble = Buffer.alloc(PREAMBLE);
  preamble.write(MAGIC, 'latin1');
  preamble.writeUInt32LE(VERSION, 8);
  preamble.writeUInt32LE(head.length, 12);
  checksum(head, body).copy(preamble, 16);
  const draft = `${file}.${process.pid}.${Date.now()}.tmp`;
  try {
    await writeDurably(draft, [preamble, head, body]);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** @throws BrokenNetworkFile when the file is missing, not ours, of another version, cut short or altered */
export async function loadNetwork(file: string): Promise<WalkNetwork> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    return await readFrom(handle, file);
  } catch (error) {
    throw error instanceof BrokenNetworkFile ? error : new BrokenNetworkFile(file, reasonOf(error), { cause: error });
  } finally {
    await handle?.close();
  }
}

async function readFrom(handle: FileHandle, file: string): Promise<WalkNetwork> {
  const broken = (reason: string): BrokenNetworkFile => new BrokenNetworkFile(file, reason);
  const { size } = await handle.stat();
  const preamble = new Uint8Array(PREAMBLE);
  await fill(handle, preamble, 0);
  const view = Buffer.from(preamble.buffer);
  if (size < PREAMBLE || view.toString('latin1', 0, 8) !== MAGIC) throw broken('it is not a network file');
  const version = view.readUInt32LE(8);
  if (version !== VERSION) throw broken(`it has format ${version}, this program reads format ${VERSION}`);
  const headLength = view.readUInt32LE(12);
  if (headLength > LARGEST_HEAD || PREAMBLE + headLength > size) throw broken('it is cut short');
  const head = new Uint8Array(headLength);
  await fill(handle, head, PREAMBLE);
  const buffer = new SharedArrayBuffer(size - PREAMBLE - headLength);
  const body = new Uint8Array(buffer);
  await fill(handle, body, PREAMBLE + headLength);
  if (!checksum(head, body).equals(view.subarray(16, 48))) throw broken('its checksum does not match');
  const { stats, lengths } = decodeHead(head);
  if (SECTION_NAMES.some((name) => !(lengths[name] >= 0)) || byteLengthOf(lengths) !== body.length)
    throw broken('its sections do not fill it');
  return new WalkNetwork(buffer, viewsOn(buffer, lengths), stats);
}

function encodeHead(head: Head): Buffer {
  const bytes = Buffer.from(JSON.stringify(head));
  return Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8, ' ')]);
}

function decodeHead(bytes: Uint8Array): Head {
  return JSON.parse(Buffer.from(bytes).toString()) as Head;
}

function checksum(head: Uint8Array, body: Uint8Array): Buffer {
  return createHash('sha256').update(head).update(body).digest();
}

async function writeDurably(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for (const part of parts) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads until the array is full or the file ends; a short file is found out by the checksum. */
async function fill(handle: FileHandle, into: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) return;
    done += bytesRead;
  }
}
