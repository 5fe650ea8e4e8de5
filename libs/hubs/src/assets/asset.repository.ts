import { Injectable } from '@nestjs/common';
import type { Asset, AssetKind, CreateAsset } from '#libs/contracts';
import { OrganisationNotFound } from '#libs/identity';
import { newId } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { AssetInUse, AssetNameTaken } from './asset-errors.js';

export interface VersionedAsset {
  readonly asset: Asset;
  readonly version: number;
}

interface AssetRow {
  readonly id: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly address: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly area_m2: number | null;
  readonly cadastral_reference: string | null;
  readonly version: number;
}

const COLUMNS = `id, name, kind, address, ST_Y(position) AS lat, ST_X(position) AS lon, area_m2, cadastral_reference, version`;
const POINT = (lon: string, lat: string): string => `ST_SetSRID(ST_MakePoint(${lon}::float8, ${lat}::float8), 4326)`;

const valuesOf = (asset: CreateAsset): unknown[] => [
  asset.name,
  asset.kind,
  asset.address,
  asset.position?.lon ?? null,
  asset.position?.lat ?? null,
  asset.areaM2,
  asset.cadastralReference,
];

@Injectable()
export class AssetRepository {
  async ofOwner(tx: Tx, ownerId: string): Promise<readonly Asset[]> {
    const rows = await tx.query<AssetRow>(`SELECT ${COLUMNS} FROM asset WHERE owner_id = $1 ORDER BY name, id`, [
      ownerId,
    ]);
    return rows.map((row) => toAsset(row).asset);
  }

  async find(tx: Tx, ownerId: string, id: string): Promise<VersionedAsset | undefined> {
    const [row] = await tx.query<AssetRow>(`SELECT ${COLUMNS} FROM asset WHERE owner_id = $1 AND id = $2`, [
      ownerId,
      id,
    ]);
    return row && toAsset(row);
  }

  /** @throws AssetNameTaken, OrganisationNotFound */
  async insert(tx: Tx, ownerId: string, asset: CreateAsset): Promise<VersionedAsset> {
    const rows = await told(
      tx.query<AssetRow>(
        `INSERT INTO asset (id, owner_id, name, kind, address, position, area_m2, cadastral_reference)
         VALUES ($1, $2, $3, $4, $5, ${POINT('$6', '$7')}, $8, $9) RETURNING ${COLUMNS}`,
        [newId(), ownerId, ...valuesOf(asset)],
      ),
    );
    return toAsset(rows[0]!);
  }

  /** @returns undefined when that version is gone @throws AssetNameTaken */
  async update(tx: Tx, version: number, { id, ...asset }: Asset): Promise<VersionedAsset | undefined> {
    const [row] = await told(
      tx.query<AssetRow>(
        `UPDATE asset SET name = $3, kind = $4, address = $5, position = ${POINT('$6', '$7')}, area_m2 = $8,
                cadastral_reference = $9, version = version + 1
          WHERE id = $1 AND version = $2 RETURNING ${COLUMNS}`,
        [id, version, ...valuesOf(asset)],
      ),
    );
    return row && toAsset(row);
  }

  /** With the agreements that ended long ago. @throws AssetInUse when a hub still stands under one */
  async remove(tx: Tx, id: string): Promise<void> {
    await told(tx.query(`DELETE FROM asset WHERE id = $1`, [id]));
  }
}

async function told<T>(done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    if (violates(error, 'asset_name_once')) throw new AssetNameTaken();
    if (violates(error, 'asset_owner_id_fkey')) throw new OrganisationNotFound();
    if (violates(error, 'hub_under_agreement_of_its_organisation')) throw new AssetInUse();
    throw error;
  }
}

function toAsset(row: AssetRow): VersionedAsset {
  const { id, name, kind, address, lat, lon, version } = row;
  return {
    version,
    asset: {
      id,
      name,
      kind,
      address,
      position: lat === null || lon === null ? null : { lat, lon },
      areaM2: row.area_m2,
      cadastralReference: row.cadastral_reference,
    },
  };
}
