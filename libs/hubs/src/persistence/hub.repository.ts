import { Injectable } from '@nestjs/common';
import type { Bookable, BookableKind, DeskAmenity, Hub, HubAmenity, HubKind, HubSummary, Space } from '#libs/contracts';
import type { Reach, Tx } from '#libs/platform';
import type { Community, WeeklyWindow } from '../domain/opening-hours.js';
import { toOpeningWindow } from '../opening-window.js';

/** What search and coverage must know of every hub of a metro. */
export interface HubOfMetro extends HubSummary {
  readonly organisationId: string;
  readonly timeZone: string;
  readonly desks: number;
  readonly openingWindows: readonly WeeklyWindow[];
}

/** What booking must know of the hub it books in. */
export interface HubRules {
  readonly hubId: string;
  readonly metroId: string;
  readonly organisationId: string;
  readonly timeZone: string;
  readonly openingWindows: readonly WeeklyWindow[];
}

/** A desk or room with the name of the space that it stands in. */
export interface BookableInSpace extends Bookable {
  readonly hubId: string;
  readonly spaceName: string;
}

interface HubRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: HubKind;
  readonly address: string;
  readonly lat: number;
  readonly lon: number;
  readonly amenities: HubAmenity[];
}

export interface VersionedHub {
  readonly hub: Hub;
  readonly version: number;
}

interface FullHubRow extends HubRow {
  readonly metro: string;
  readonly organisation: string;
  readonly organisation_id: string;
  readonly use_agreement_id: string | null;
  readonly version: number;
  readonly time_zone: string;
  readonly windows: WindowRow[];
}

interface SpaceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: Space['kind'];
  readonly level: number;
  readonly outline: { readonly coordinates: [number, number][][] };
}

interface BookableRow {
  readonly hub_id: string;
  readonly id: string;
  readonly space_id: string;
  readonly space_name: string;
  readonly kind: BookableKind;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly amenities: DeskAmenity[];
}

interface WindowRow {
  readonly weekday: number;
  readonly opens_minute: number;
  readonly closes_minute: number;
  readonly community: Community;
}

const SUMMARY = `hub.id, hub.slug, hub.name, hub.kind, hub.address, hub.amenities, ST_Y(hub.position) AS lat, ST_X(hub.position) AS lon`;
const BOOKABLES = `
  SELECT bookable.hub_id, bookable.id, bookable.space_id, space.name AS space_name, bookable.kind, bookable.label,
         ST_X(bookable.position) AS x, ST_Y(bookable.position) AS y, bookable.amenities
    FROM bookable JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id`;
const WINDOWS = `
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('weekday', weekday, 'opens_minute', opens_minute, 'closes_minute', closes_minute, 'community', community)
                     ORDER BY weekday, opens_minute, community)
      FROM opening_window WHERE opening_window.hub_id = hub.id), '[]') AS windows`;

@Injectable()
export class HubRepository {
  /** With the number of its version. */
  async full(tx: Tx, hubId: string): Promise<VersionedHub | undefined> {
    const [row] = await tx.query<FullHubRow>(
      `SELECT ${SUMMARY}, metro.slug AS metro, metro.time_zone, organisation.name AS organisation,
              hub.organisation_id, hub.use_agreement_id, hub.version, ${WINDOWS}
         FROM hub JOIN metro ON metro.id = hub.metro_id JOIN organisation ON organisation.id = hub.organisation_id
        WHERE hub.id = $1`,
      [hubId],
    );
    if (row === undefined) return undefined;
    const spaces = await tx.query<SpaceRow>(
      `SELECT id, name, kind, level, ST_AsGeoJSON(outline)::jsonb AS outline FROM space WHERE hub_id = $1
        ORDER BY level, array_position(ARRAY['floor', 'room', 'zone'], kind), name, id`,
      [hubId],
    );
    const bookables = await tx.query<BookableRow>(`${BOOKABLES} WHERE bookable.hub_id = $1 ORDER BY label`, [hubId]);
    const hub = {
      ...toSummary(row),
      metro: row.metro,
      organisation: row.organisation,
      organisationId: row.organisation_id,
      useAgreementId: row.use_agreement_id,
      timeZone: row.time_zone,
      spaces: spaces.map(({ outline, ...space }) => ({ ...space, outline: outline.coordinates[0] ?? [] })),
      bookables: bookables.map(toBookable),
      openingWindows: row.windows.map(toWindow).map(toOpeningWindow),
    };
    return { hub, version: row.version };
  }

  async ofMetro(tx: Tx, metroId: string): Promise<readonly HubOfMetro[]> {
    const rows = await tx.query<
      HubRow & { organisation_id: string; time_zone: string; desks: number; windows: WindowRow[] }
    >(
      `SELECT ${SUMMARY}, hub.organisation_id, metro.time_zone, ${WINDOWS},
              (SELECT count(*)::int FROM bookable WHERE bookable.hub_id = hub.id AND bookable.kind = 'desk') AS desks
         FROM hub JOIN metro ON metro.id = hub.metro_id
        WHERE hub.metro_id = $1
        ORDER BY hub.name, hub.id`,
      [metroId],
    );
    return rows.map((row) => ({
      ...toSummary(row),
      organisationId: row.organisation_id,
      timeZone: row.time_zone,
      desks: row.desks,
      openingWindows: row.windows.map(toWindow),
    }));
  }

  /** Every bookable of a metro, by hub and label. */
  async bookablesOfMetro(tx: Tx, metroId: string): Promise<readonly BookableInSpace[]> {
    const rows = await tx.query<BookableRow>(
      `${BOOKABLES} JOIN hub ON hub.id = bookable.hub_id WHERE hub.metro_id = $1 ORDER BY bookable.hub_id, label`,
      [metroId],
    );
    return rows.map((row) => ({ ...toBookable(row), hubId: row.hub_id, spaceName: row.space_name }));
  }

  async bookablesOfHub(tx: Tx, hubId: string): Promise<readonly BookableInSpace[]> {
    const rows = await tx.query<BookableRow>(`${BOOKABLES} WHERE bookable.hub_id = $1 ORDER BY label`, [hubId]);
    return rows.map((row) => ({ ...toBookable(row), hubId: row.hub_id, spaceName: row.space_name }));
  }

  async rules(tx: Tx, hubId: string): Promise<HubRules | undefined> {
    const [row] = await tx.query<{
      metro_id: string;
      organisation_id: string;
      time_zone: string;
      windows: WindowRow[];
    }>(
      `SELECT hub.metro_id, hub.organisation_id, metro.time_zone, ${WINDOWS}
         FROM hub JOIN metro ON metro.id = hub.metro_id WHERE hub.id = $1`,
      [hubId],
    );
    return (
      row && {
        hubId,
        metroId: row.metro_id,
        organisationId: row.organisation_id,
        timeZone: row.time_zone,
        openingWindows: row.windows.map(toWindow),
      }
    );
  }

  async ofOrganisation(tx: Tx, organisationId: string): Promise<readonly (HubSummary & { readonly metro: string })[]> {
    return this.within(tx, { everywhere: false, organisationIds: [organisationId], hubIds: [] });
  }

  async within(tx: Tx, reach: Reach): Promise<readonly (HubSummary & { readonly metro: string })[]> {
    const rows = await tx.query<HubRow & { metro: string }>(
      `SELECT ${SUMMARY}, metro.slug AS metro
         FROM hub JOIN metro ON metro.id = hub.metro_id
        WHERE $1 OR hub.organisation_id = ANY ($2::uuid[]) OR hub.id = ANY ($3::uuid[])
        ORDER BY metro.slug, hub.name, hub.id`,
      [reach.everywhere, reach.organisationIds, reach.hubIds],
    );
    return rows.map((row) => ({ ...toSummary(row), metro: row.metro }));
  }
}

function toSummary({ id, slug, name, kind, address, lat, lon, amenities }: HubRow): HubSummary {
  return { id, slug, name, kind, address, lat, lon, amenities };
}

function toBookable({ id, space_id, kind, label, x, y, amenities }: BookableRow): Bookable {
  return { id, spaceId: space_id, kind, label, position: [x, y], amenities };
}

function toWindow({ weekday, opens_minute, closes_minute, community }: WindowRow): WeeklyWindow {
  return { weekday, opensMinute: opens_minute, closesMinute: closes_minute, community };
}
