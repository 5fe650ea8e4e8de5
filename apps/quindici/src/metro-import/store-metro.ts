import type { INestApplicationContext } from '@nestjs/common';
import { ClaimRepository } from '#libs/booking';
import {
  type HubDraft,
  HubDraftRepository,
  HubRepository,
  MetroRepository,
  type ResidentCell,
  ResidentRepository,
} from '#libs/hubs';
import { OutboxRepository, SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import { DeviceProvisioning } from '#libs/telemetry';
import { BASE_MAP_MAX_ZOOM, type WalkNetwork } from '#libs/travel';
import type { MetroImport } from './import-args.js';

export interface PreparedMetro {
  readonly wish: MetroImport;
  readonly network: WalkNetwork;
  readonly folder: string;
  readonly statistics: Readonly<Record<string, unknown>>;
  /** Null keeps the residents that are known. */
  readonly cells: readonly ResidentCell[] | null;
  readonly hubs: readonly HubDraft[];
  readonly equip: boolean;
}

export interface StoredMetro {
  readonly metroId: string;
  readonly version: number;
  readonly hubsCreated: number;
  readonly hubsUpdated: number;
  /** Desks that stand in no plan any more, but were booked once. */
  readonly desksKept: number;
  readonly forgottenFolders: readonly string[];
  readonly keptFolders: readonly string[];
}

/** Former versions that stay on disk for who still shows them. */
const FORMER_KEPT = 1;

/** Puts everything in service in one transaction: readers see the former version or the whole new one. */
export async function storeMetro(services: INestApplicationContext, prepared: PreparedMetro): Promise<StoredMetro> {
  const metros = services.get(MetroRepository, { strict: false });
  return services.get(UnitOfWork, { strict: false }).run(SYSTEM, async (tx) => {
    const { wish, network, folder } = prepared;
    const metroId = await metros.claim(tx, wish);
    if (prepared.cells !== null)
      await services.get(ResidentRepository, { strict: false }).replace(tx, metroId, prepared.cells);
    const { created, updated, desksKept } = await storeHubs(tx, services, metroId, prepared);
    const { west, south, east, north } = network.bbox;
    const version = await metros.activate(tx, metroId, {
      folder,
      attribution: wish.attribution,
      bbox: [west, south, east, north],
      maxZoom: BASE_MAP_MAX_ZOOM,
      statistics: prepared.statistics,
    });
    const forgottenFolders = await metros.forgetFormer(tx, metroId, FORMER_KEPT);
    const keptFolders = await metros.folders(tx, metroId);
    const outbox = services.get(OutboxRepository, { strict: false });
    await outbox.append(tx, 'network', null, { metroId, slug: wish.slug, version });
    return { metroId, version, hubsCreated: created, hubsUpdated: updated, desksKept, forgottenFolders, keptFolders };
  });
}

async function storeHubs(
  tx: Tx,
  services: INestApplicationContext,
  metroId: string,
  { hubs: drafts, equip }: PreparedMetro,
): Promise<{ created: number; updated: number; desksKept: number }> {
  if (drafts.length === 0) return { created: 0, updated: 0, desksKept: 0 };
  const repository = services.get(HubDraftRepository, { strict: false });
  const organisations = await repository.organisations(tx, drafts);
  const placed = drafts.map(({ organisation, ...hub }) => ({
    ...hub,
    organisationId: organisations.get(organisation.name)!,
  }));
  const saved = await repository.save(tx, metroId, placed);
  const beyond = await repository.beyondPlans(tx, metroId, drafts);
  const claimed = await services.get(ClaimRepository, { strict: false }).everClaimed(tx, beyond);
  await repository.remove(
    tx,
    metroId,
    drafts,
    beyond.filter(({ id }) => !claimed.has(id)),
  );
  if (equip) {
    const bookables = await services.get(HubRepository, { strict: false }).bookablesOfMetro(tx, metroId);
    const desksOf = (id: string): typeof bookables =>
      bookables.filter(({ hubId, kind }) => hubId === id && kind === 'desk');
    const toEquip = saved.map(({ id }) => ({ hubId: id, desks: desksOf(id) }));
    await services.get(DeviceProvisioning, { strict: false }).equip(tx, toEquip);
  }
  const created = saved.filter((hub) => hub.created).length;
  return { created, updated: saved.length - created, desksKept: claimed.size };
}
