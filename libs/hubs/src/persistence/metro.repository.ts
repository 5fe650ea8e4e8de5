import { Injectable } from '@nestjs/common';
import type { BoundingBox } from '#libs/contracts';
import { type LatLon, newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';

export interface MetroNetwork {
  readonly version: number;
  /** Where the files of this version lie, relative to the data folder. */
  readonly folder: string;
  readonly attribution: string;
  readonly bbox: BoundingBox;
  readonly maxZoom: number;
  readonly statistics: Readonly<Record<string, unknown>>;
}

/** A metro with its network in service. */
export interface ActiveMetro {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly network: MetroNetwork;
}

interface MetroRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly time_zone: string;
  readonly version: number;
  readonly folder: string;
  readonly attribution: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly max_zoom: number;
  readonly statistics: Record<string, unknown>;
}

const ACTIVE = `
  SELECT metro.id, metro.slug, metro.name, metro.time_zone, network.version, network.folder, network.attribution,
         ST_XMin(network.extent) AS west, ST_YMin(network.extent) AS south,
         ST_XMax(network.extent) AS east, ST_YMax(network.extent) AS north, network.max_zoom, network.statistics
    FROM metro JOIN metro_network network ON network.metro_id = metro.id AND network.active`;

@Injectable()
export class MetroRepository {
  async all(tx: Tx): Promise<readonly ActiveMetro[]> {
    return (await tx.query<MetroRow>(`${ACTIVE} ORDER BY metro.name, metro.id`)).map(toMetro);
  }

  async bySlug(tx: Tx, slug: string): Promise<ActiveMetro | undefined> {
    const [row] = await tx.query<MetroRow>(`${ACTIVE} WHERE metro.slug = $1`, [slug]);
    return row && toMetro(row);
  }

  async byId(tx: Tx, id: string): Promise<ActiveMetro | undefined> {
    const [row] = await tx.query<MetroRow>(`${ACTIVE} WHERE metro.id = $1`, [id]);
    return row && toMetro(row);
  }

  /** The metro of this slug, made or renamed; no one else imports it until the transaction ends. */
  async claim(tx: Tx, metro: { slug: string; name: string; timeZone: string }): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO metro (id, slug, name, time_zone) VALUES ($1, $2, $3, $4)
       ON CONFLICT (slug) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone
       RETURNING id`,
      [newId(), metro.slug, metro.name, metro.timeZone],
    );
    return row!.id;
  }

  /** Puts a new version in the place of the active one. @returns its number */
  async activate(tx: Tx, metroId: string, network: Omit<MetroNetwork, 'version'>): Promise<number> {
    await tx.query(`UPDATE metro_network SET active = false WHERE metro_id = $1 AND active`, [metroId]);
    const [row] = await tx.query<{ version: number }>(
      `INSERT INTO metro_network (metro_id, version, folder, attribution, extent, max_zoom, statistics, active)
       SELECT $1, coalesce(max(version), 0) + 1, $2, $3, ST_MakeEnvelope($4, $5, $6, $7, 4326), $8, $9::jsonb, true
         FROM metro_network WHERE metro_id = $1
       RETURNING version`,
      [
        metroId,
        network.folder,
        network.attribution,
        ...network.bbox,
        network.maxZoom,
        JSON.stringify(network.statistics),
      ],
    );
    return row!.version;
  }

  /** Forgets the versions before the active one, but for the last few. @returns folders of those forgotten */
  async forgetFormer(tx: Tx, metroId: string, kept: number): Promise<readonly string[]> {
    const rows = await tx.query<{ folder: string }>(
      `DELETE FROM metro_network
        WHERE metro_id = $1 AND NOT active
          AND version NOT IN (
            SELECT version FROM metro_network WHERE metro_id = $1 AND NOT active ORDER BY version DESC LIMIT $2)
        RETURNING folder`,
      [metroId, kept],
    );
    return rows.map(({ folder }) => folder);
  }

  /** Of all versions that are kept. */
  async folders(tx: Tx, metroId: string): Promise<readonly string[]> {
    const rows = await tx.query<{ folder: string }>(`SELECT folder FROM metro_network WHERE metro_id = $1`, [metroId]);
    return rows.map(({ folder }) => folder);
  }

  /** Where the files of a version lie; it need not be the active one, as long as it is kept. */
  async folder(tx: Tx, slug: string, version: number): Promise<string | undefined> {
    const [row] = await tx.query<{ folder: string }>(
      `SELECT folder FROM metro_network JOIN metro ON metro.id = metro_id WHERE slug = $1 AND version = $2`,
      [slug, version],
    );
    return row?.folder;
  }

  /** The metro whose extent lies under the point; where extents overlap, the smallest. */
  async under(tx: Tx, { lat, lon }: LatLon): Promise<ActiveMetro | undefined> {
    const [row] = await tx.query<MetroRow>(
      `${ACTIVE}
        WHERE ST_Intersects(network.extent, ST_SetSRID(ST_MakePoint($1, $2), 4326))
        ORDER BY ST_Area(network.extent), metro.id
        LIMIT 1`,
      [lon, lat],
    );
    return row && toMetro(row);
  }
}

function toMetro(row: MetroRow): ActiveMetro {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    timeZone: row.time_zone,
    network: {
      version: row.version,
      folder: row.folder,
      attribution: row.attribution,
      bbox: [row.west, row.south, row.east, row.north],
      maxZoom: row.max_zoom,
      statistics: row.statistics,
    },
  };
}
