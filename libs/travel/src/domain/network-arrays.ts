/** What each section of a network holds; the order is the order in the index file. */
export const SECTIONS = {
  /** Node positions, units of 1e-7 degree; nodes lie in Z-order. */
  nodeLat: Int32Array,
  nodeLon: Int32Array,
  /** Arcs leaving each node, and the same turned round for searches towards a place. */
  outFirst: Uint32Array,
  outTarget: Uint32Array,
  outTicks: Uint32Array,
  inFirst: Uint32Array,
  inTarget: Uint32Array,
  inTicks: Uint32Array,
  /** Streets between two nodes; `edgeDirections` holds FORWARD and BACKWARD bits. */
  edgeFrom: Uint32Array,
  edgeTo: Uint32Array,
  edgeMetres: Float32Array,
  edgeDirections: Uint8Array,
  /** The line of edge e: shape points edgeShape[e] .. edgeShape[e + 1] - 1, both ends included. */
  edgeShape: Uint32Array,
  shapeLat: Int32Array,
  shapeLon: Int32Array,
  /** Pieces of lines in the spatial index: edge, first shape point. */
  pieceEdge: Uint32Array,
  pieceStart: Uint32Array,
  /** Flatbush over the boxes of the pieces. */
  spatial: Uint8Array,
} as const;

export type SectionName = keyof typeof SECTIONS;
export type NetworkArrays = { readonly [Name in SectionName]: ViewOf<(typeof SECTIONS)[Name]> };
export type SectionLengths = Readonly<Record<SectionName, number>>;
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

type ViewOf<Type> = Type extends Int32ArrayConstructor
  ? Int32Array
  : Type extends Uint32ArrayConstructor
    ? Uint32Array
    : Type extends Float32ArrayConstructor
      ? Float32Array
      : Uint8Array;
type ViewConstructor = new (buffer: ArrayBufferLike, offset: number, length: number) => unknown;

const ALIGNMENT = 8;

/** Bytes that all sections take, each aligned to 8. */
export function byteLengthOf(lengths: SectionLengths): number {
  return SECTION_NAMES.reduce((sum, name) => sum + paddedBytes(name, lengths[name]), 0);
}

/** Views on one buffer, section after section. */
export function viewsOn(buffer: SharedArrayBuffer, lengths: SectionLengths): NetworkArrays {
  let offset = 0;
  const views: Partial<Record<SectionName, unknown>> = {};
  for (const name of SECTION_NAMES) {
    views[name] = new (SECTIONS[name] as ViewConstructor)(buffer, offset, lengths[name]);
    offset += paddedBytes(name, lengths[name]);
  }
  return views as NetworkArrays;
}

export function lengthsOf(arrays: NetworkArrays): SectionLengths {
  return Object.fromEntries(SECTION_NAMES.map((name) => [name, arrays[name].length])) as SectionLengths;
}

/** The arrays moved into one block of memory that threads can share. */
export function intoSharedMemory(arrays: NetworkArrays): { buffer: SharedArrayBuffer; arrays: NetworkArrays } {
  const lengths = lengthsOf(arrays);
  const buffer = new SharedArrayBuffer(byteLengthOf(lengths));
  const views = viewsOn(buffer, lengths);
  for (const name of SECTION_NAMES) views[name].set(arrays[name]);
  return { buffer, arrays: views };
}

function paddedBytes(name: SectionName, length: number): number {
  return Math.ceil((length * SECTIONS[name].BYTES_PER_ELEMENT) / ALIGNMENT) * ALIGNMENT;
}
