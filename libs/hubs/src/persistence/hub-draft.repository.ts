import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { FloorPlan } from '../domain/floor-plan.js';
import type { DraftOrganisation, HubToSave } from '../hub-draft.js';
import { HubChangeRepository } from './hub-change.repository.js';

export interface SavedHub {
  readonly id: string;
  readonly slug: string;
  readonly created: boolean;
}

export interface BookableKey {
  readonly hubId: string;
  readonly id: string;
  readonly label: string;
}

/** Writes many hubs at once, one statement a table. What is known already keeps its id: bookings hang on it. */
@Injectable()
export class HubDraftRepository {
  constructor(private readonly changes: HubChangeRepository) {}

  async save(tx: Tx, metroId: string, drafts: readonly HubToSave[]): Promise<readonly SavedHub[]> {
    const hubs = await tx.query<SavedHub>(
      `INSERT INTO hub (id, metro_id, organisation_id, use_agreement_id, slug, name, kind, address, position, amenities)
       SELECT given.id, $1, given.organisation_id, given.use_agreement_id, given.slug, given.name, given.kind, given.address,
              ST_SetSRID(ST_MakePoint(given.lon, given.lat), 4326), given.amenities
         FROM jsonb_to_recordset($2::jsonb) AS given (
           id uuid, organisation_id uuid, use_agreement_id uuid, slug text, name text, kind text, address text, lat float8, lon float8, amenities text[])
       ON CONFLICT (metro_id, slug) DO UPDATE
          SET organisation_id = excluded.organisation_id, name = excluded.name, kind = excluded.kind,
              address = excluded.address, position = excluded.position, amenities = excluded.amenities,
              use_agreement_id = CASE WHEN hub.slug <> ALL ($3::text[]) THEN excluded.use_agreement_id
                                      WHEN hub.organisation_id = excluded.organisation_id THEN hub.use_agreement_id END,
              version = hub.version + 1
       RETURNING id, slug, xmax = 0 AS created`,
      [
        metroId,
        JSON.stringify(
          drafts.map(({ plan: _plan, openingWindows: _windows, organisationId, useAgreementId, ...hub }) => ({
            ...hub,
            id: newId(),
            organisation_id: organisationId,
            use_agreement_id: useAgreementId ?? null,
          })),
        ),
        drafts.filter(({ useAgreementId }) => useAgreementId === undefined).map(({ slug }) => slug),
      ],
    );
    const idBySlug = new Map(hubs.map(({ slug, id }) => [slug, id]));
    const placed = drafts.map((draft) => ({ ...draft, hubId: idBySlug.get(draft.slug)! }));
    await this.savePlans(
      tx,
      placed.flatMap(({ hubId, plan }) => (plan === null ? [] : [{ hubId, plan }])),
    );
    await this.changes.replaceWindows(tx, placed);
    return hubs;
  }

  /** What stands in these hubs but in no draft's plan. */
  async beyondPlans(tx: Tx, metroId: string, drafts: readonly PlannedHub[]): Promise<readonly BookableKey[]> {
    return tx.query<BookableKey>(
      `SELECT bookable.hub_id AS "hubId", bookable.id, bookable.label
         FROM bookable JOIN hub ON hub.id = bookable.hub_id
        WHERE hub.metro_id = $1 AND hub.slug = ANY ($2::text[])
          AND NOT EXISTS (
            SELECT FROM jsonb_to_recordset($3::jsonb) AS planned (slug text, label text)
             WHERE planned.slug = hub.slug AND planned.label = bookable.label)
        ORDER BY bookable.hub_id, bookable.label`,
      [
        metroId,
        drafts.map(({ slug }) => slug),
        JSON.stringify(drafts.flatMap(({ slug, plan }) => plan.bookables.map(({ label }) => ({ slug, label })))),
      ],
    );
  }

  /** With everything that hangs on them: only for what was never claimed. Spaces that stand in no plan and hold nothing go too. */
  async remove(
    tx: Tx,
    metroId: string,
    drafts: readonly PlannedHub[],
    bookables: readonly BookableKey[],
  ): Promise<void> {
    await tx.query(
      `DELETE FROM bookable USING unnest($1::uuid[], $2::uuid[]) AS gone (hub_id, id)
        WHERE bookable.hub_id = gone.hub_id AND bookable.id = gone.id`,
      [bookables.map(({ hubId }) => hubId), bookables.map(({ id }) => id)],
    );
    await tx.query(
      `DELETE FROM space USING hub
        WHERE hub.id = space.hub_id AND hub.metro_id = $1 AND hub.slug = ANY ($2::text[])
          AND NOT EXISTS (SELECT FROM bookable WHERE bookable.hub_id = space.hub_id AND bookable.space_id = space.id)
          AND NOT EXISTS (
            SELECT FROM jsonb_to_recordset($3::jsonb) AS planned (slug text, name text)
             WHERE planned.slug = hub.slug AND planned.name = space.name)`,
      [
        metroId,
        drafts.map(({ slug }) => slug),
        JSON.stringify(drafts.flatMap(({ slug, plan }) => plan.spaces.map(({ name }) => ({ slug, name })))),
      ],
    );
  }

  /** Makes the organisations that are not there yet. @returns ids by name */
  async organisations(
    tx: Tx,
    drafts: readonly { readonly organisation: DraftOrganisation }[],
  ): Promise<ReadonlyMap<string, string>> {
    const byName = new Map(drafts.map(({ organisation }) => [organisation.name, organisation.kind]));
    const names = [...byName.keys()];
    await tx.query(
      `INSERT INTO organisation (id, name, kind) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])
       ON CONFLICT (name) DO NOTHING`,
      [names.map(() => newId()), names, [...byName.values()]],
    );
    const rows = await tx.query<{ id: string; name: string }>(
      `SELECT id, name FROM organisation WHERE name = ANY ($1::text[])`,
      [names],
    );
    return new Map(rows.map(({ id, name }) => [name, id]));
  }

  private async savePlans(tx: Tx, hubs: readonly PlacedPlan[]): Promise<void> {
    const known = await tx.query<{ hub_id: string; id: string; name: string }>(
      `SELECT hub_id, id, name FROM space WHERE hub_id = ANY ($1::uuid[])`,
      [hubs.map(({ hubId }) => hubId)],
    );
    const ids = new Map(known.map(({ hub_id, id, name }) => [`${hub_id} ${name}`, id]));
    const spaces = hubs.flatMap(({ hubId, plan }) =>
      plan.spaces.map((space) => {
        const key = `${hubId} ${space.name}`;
        const id = ids.get(key) ?? newId();
        ids.set(key, id);
        return { hub_id: hubId, id, ...space, outline: { type: 'Polygon', coordinates: [space.outline] } };
      }),
    );
    await tx.query(
      `INSERT INTO space (hub_id, id, name, kind, level, outline)
       SELECT hub_id, id, name, kind, level, ST_SetSRID(ST_GeomFromGeoJSON(outline::text), 0)
         FROM jsonb_to_recordset($1::jsonb) AS given (hub_id uuid, id uuid, name text, kind text, level integer, outline jsonb)
       ON CONFLICT (hub_id, id) DO UPDATE
          SET kind = excluded.kind, level = excluded.level, outline = excluded.outline`,
      [JSON.stringify(spaces)],
    );
    const bookables = hubs.flatMap(({ hubId, plan }) =>
      plan.bookables.map(({ space, position: [x, y], ...bookable }) => ({
        ...bookable,
        hub_id: hubId,
        id: newId(),
        space_id: ids.get(`${hubId} ${space}`),
        x,
        y,
      })),
    );
    await tx.query(
      `INSERT INTO bookable (hub_id, id, space_id, kind, label, position, amenities)
       SELECT hub_id, id, space_id, kind, label, ST_MakePoint(x, y), amenities
         FROM jsonb_to_recordset($1::jsonb) AS given (
           hub_id uuid, id uuid, space_id uuid, kind text, label text, x float8, y float8, amenities text[])
       ON CONFLICT (hub_id, label) DO UPDATE
          SET space_id = excluded.space_id, kind = excluded.kind, position = excluded.position, amenities = excluded.amenities`,
      [JSON.stringify(bookables)],
    );
  }
}

interface PlannedHub {
  readonly slug: string;
  readonly plan: FloorPlan;
}

interface PlacedPlan {
  readonly hubId: string;
  readonly plan: FloorPlan;
}
