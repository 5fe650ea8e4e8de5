import { draftHub, type HubDraft, readHubs, saysSize } from '#libs/hubs';
import { needColumn, RowRefused } from '#libs/platform';
import type { WalkNetwork } from '#libs/travel';
import type { RefusedRow } from '../import-errors.js';
import { readTable } from '../read-table.js';

export interface HubFile {
  readonly hubs: readonly (HubDraft & { readonly row: number })[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Reads hubs from a CSV or from the points of a GeoJSON. Needed: name, position, and desks or a plan. The rest is as usual for the kind of hub.
 * @param organisation who runs a hub for which the file names nobody
 * @throws UnreadableFile, ColumnMissing
 */
export async function readHubFile(file: string, organisation: string): Promise<HubFile> {
  const table = await readTable(file);
  const read = readHubs(table);
  if (!saysSize(table)) needColumn(table, 'the number of desks', ['desks']);
  const hubs: HubFile['hubs'][number][] = [];
  const refused = read.refused.map(({ row, reasons }) => ({ row, reason: new RowRefused(reasons).message }));
  for (const hub of read.hubs) {
    try {
      hubs.push({ ...draftHub(hub, organisation), row: hub.row });
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      refused.push({ row: hub.row, reason: error.message });
    }
  }
  return { hubs, refused };
}

/** Leaves out the hubs that nobody could walk to. */
export function onStreets({ hubs, refused }: HubFile, network: WalkNetwork): HubFile {
  const off = hubs.filter((hub) => network.findSnap(hub) === null);
  return {
    hubs: hubs.filter((hub) => !off.includes(hub)),
    refused: [
      ...refused,
      ...off.map(({ row, name }) => ({ row, reason: `${name} lies more than 300 m from every street` })),
    ],
  };
}
