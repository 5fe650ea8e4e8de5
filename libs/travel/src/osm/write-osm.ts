import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { OsmMember, OsmTags } from '../domain/osm-data.js';

/** A small city, or a drawn one: what is to be written as an OpenStreetMap file. */
export interface OsmItems {
  readonly nodes?: readonly { id: number; lat: number; lon: number; tags?: OsmTags }[];
  readonly ways?: readonly { id: number; refs: readonly number[]; tags?: OsmTags }[];
  readonly relations?: readonly { id: number; members: readonly OsmMember[]; tags?: OsmTags }[];
}

const ITEMS_PER_BLOCK = 8000;
const MEMBER_TYPES = ['node', 'way', 'relation'] as const;

/** Content of the header block. */
export const HEADER = message((pbf) => pbf.writeStringField(4, 'OsmSchema-V0.6'));

/** The items as an `.osm.pbf` (format: wiki.openstreetmap.org/wiki/PBF_Format): plain nodes, at most 8,000 items a block. */
export function osmPbf({ nodes = [], ways = [], relations = [] }: OsmItems): Buffer {
  return Buffer.concat([
    blob('OSMHeader', HEADER),
    ...chunks(nodes).map((some) => blob('OSMData', block({ nodes: some }))),
    ...chunks(ways).map((some) => blob('OSMData', block({ ways: some }))),
    ...chunks(relations).map((some) => blob('OSMData', block({ relations: some }))),
  ]);
}

function chunks<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / ITEMS_PER_BLOCK);
  return Array.from({ length: count }, (_, n) => items.slice(n * ITEMS_PER_BLOCK, (n + 1) * ITEMS_PER_BLOCK));
}

function block({ nodes = [], ways = [], relations = [] }: OsmItems): Buffer {
  const strings = new Map([['', 0]]);
  const text = (value: string): number => {
    const known = strings.get(value);
    if (known !== undefined) return known;
    strings.set(value, strings.size);
    return strings.size - 1;
  };
  const writeTags = (tags: OsmTags = {}, pbf: PbfWriter): void => {
    pbf.writePackedVarint(2, Object.keys(tags).map(text));
    pbf.writePackedVarint(3, Object.values(tags).map(text));
  };
  const writeNode = (node: NonNullable<OsmItems['nodes']>[number], pbf: PbfWriter): void => {
    pbf.writeSVarintField(1, node.id);
    writeTags(node.tags, pbf);
    pbf.writeSVarintField(8, Math.round(node.lat * 1e7));
    pbf.writeSVarintField(9, Math.round(node.lon * 1e7));
  };
  const writeWay = (way: NonNullable<OsmItems['ways']>[number], pbf: PbfWriter): void => {
    pbf.writeVarintField(1, way.id);
    writeTags(way.tags, pbf);
    pbf.writePackedSVarint(8, differences(way.refs));
  };
  const writeRelation = (relation: NonNullable<OsmItems['relations']>[number], pbf: PbfWriter): void => {
    pbf.writeVarintField(1, relation.id);
    writeTags(relation.tags, pbf);
    pbf.writePackedVarint(
      8,
      relation.members.map((member) => text(member.role)),
    );
    pbf.writePackedSVarint(9, differences(relation.members.map((member) => member.ref)));
    pbf.writePackedVarint(
      10,
      relation.members.map((member) => MEMBER_TYPES.indexOf(member.type)),
    );
  };
  const group = message((pbf) => {
    for (const node of nodes) pbf.writeMessage(1, writeNode, node);
    for (const way of ways) pbf.writeMessage(3, writeWay, way);
    for (const relation of relations) pbf.writeMessage(4, writeRelation, relation);
  });
  return message((pbf) => {
    pbf.writeMessage(1, (list, table) => list.forEach((value) => table.writeBytesField(1, Buffer.from(value))), [
      ...strings.keys(),
    ]);
    pbf.writeBytesField(2, group);
  });
}

/** One block of the file: length, kind, compressed content. */
export function blob(type: string, content: Buffer): Buffer {
  const data = message((pbf) => {
    pbf.writeVarintField(2, content.length);
    pbf.writeBytesField(3, deflateSync(content));
  });
  const header = message((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, data.length);
  });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, data]);
}

function message(write: (pbf: PbfWriter) => void): Buffer {
  const pbf = new PbfWriter();
  write(pbf);
  return Buffer.from(pbf.finish());
}

function differences(values: readonly number[]): number[] {
  return values.map((value, i) => value - (values[i - 1] ?? 0));
}
