import { Injectable } from '@nestjs/common';
import { groupBy } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { PlanBookable, PlanPoint, PlanSpace } from '../domain/floor-plan.js';
import type { WeeklyWindow } from '../domain/opening-hours.js';
import type { KnownHub } from '../import/known-hub.js';

interface KnownRow extends Omit<KnownHub, 'openingWindows' | 'plan'> {
  readonly windows: WeeklyWindow[];
}

interface SpaceRow extends Omit<PlanSpace, 'outline'> {
  readonly hub_id: string;
  readonly outline: { readonly coordinates: PlanPoint[][] };
}

interface BookableRow extends Omit<PlanBookable, 'position'> {
  readonly hub_id: string;
  readonly x: number;
  readonly y: number;
}

/** What an import of hubs must see before it judges its rows. */
@Injectable()
export class HubImportRepository {
  /** Until the transaction ends nobody else imports hubs into the metro: two could mean one slug. */
  async lockMetro(tx: Tx, metroId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('quindici.hub-import.' || $1))`, [metroId]);
  }

  async organisation(tx: Tx, id: string): Promise<{ readonly id: string; readonly name: string } | undefined> {
    const [row] = await tx.query<{ id: string; name: string }>(`SELECT id, name FROM organisation WHERE id = $1`, [id]);
    return row;
  }

  async known(tx: Tx, metroId: string, slugs: readonly string[]): Promise<readonly KnownHub[]> {
    const hubs = await tx.query<KnownRow>(
      `SELECT hub.id, hub.slug, hub.organisation_id AS "organisationId", hub.use_agreement_id AS "useAgreementId", hub.name, hub.kind,
              hub.address, ST_Y(hub.position) AS lat, ST_X(hub.position) AS lon, hub.amenities,
              coalesce((
                SELECT jsonb_agg(jsonb_build_object('weekday', weekday, 'opensMinute', opens_minute,
                                                    'closesMinute', closes_minute, 'community', community))
                  FROM opening_window WHERE opening_window.hub_id = hub.id), '[]') AS windows
         FROM hub WHERE hub.metro_id = $1 AND hub.slug = ANY ($2::text[])`,
      [metroId, slugs],
    );
    const ids = hubs.map(({ id }) => id);
    const spaces = await tx.query<SpaceRow>(
      `SELECT hub_id, name, kind, level, ST_AsGeoJSON(outline)::jsonb AS outline FROM space WHERE hub_id = ANY ($1::uuid[])`,
      [ids],
    );
    const bookables = await tx.query<BookableRow>(
      `SELECT bookable.hub_id, bookable.label, bookable.kind, space.name AS space, bookable.amenities,
              ST_X(bookable.position) AS x, ST_Y(bookable.position) AS y
         FROM bookable JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
        WHERE bookable.hub_id = ANY ($1::uuid[])`,
      [ids],
    );
    const spacesOf = groupBy(spaces, ({ hub_id }) => hub_id);
    const bookablesOf = groupBy(bookables, ({ hub_id }) => hub_id);
    return hubs.map(({ windows, ...hub }) => ({
      ...hub,
      openingWindows: windows,
      plan: {
        spaces: (spacesOf.get(hub.id) ?? []).map(({ name, kind, level, outline }) => ({
          name,
          kind,
          level,
          outline: outline.coordinates[0] ?? [],
        })),
        bookables: (bookablesOf.get(hub.id) ?? []).map(({ label, kind, space, amenities, x, y }) => ({
          label,
          kind,
          space,
          amenities,
          position: [x, y] as PlanPoint,
        })),
      },
    }));
  }
}
