import { newId } from '#libs/kernel';
import type { TestDatabase } from './databases.js';

export interface SmallHub {
  readonly hubId: string;
  readonly spaceId: string;
  readonly desks: readonly { readonly id: string; readonly label: string }[];
}

/** A hub of its own metro and organisation with a few desks, open every day from 8 to 20 in Rome. */
export async function smallHub(db: TestDatabase, deskCount = 3): Promise<SmallHub> {
  const [metroId, organisationId, hubId, spaceId] = [newId(), newId(), newId(), newId()];
  const tail = hubId.slice(-12);
  const desks = Array.from({ length: deskCount }, (_, n) => ({ id: newId(), label: `D${n + 1}` }));
  const run = (sql: string, parameters: unknown[]): Promise<unknown> => db.source.query(sql, parameters);
  await run(`INSERT INTO metro (id, slug, name, time_zone) VALUES ($1, $2, 'Test', 'Europe/Rome')`, [
    metroId,
    `test-${tail}`,
  ]);
  await run(`INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'municipality')`, [organisationId, tail]);
  await run(
    `INSERT INTO hub (id, metro_id, organisation_id, slug, name, kind, address, position)
     VALUES ($1, $2, $3, $4, 'Test hub', 'library', 'Piazza Grande 1', ST_SetSRID(ST_MakePoint(11.34, 44.49), 4326))`,
    [hubId, metroId, organisationId, `hub-${tail}`],
  );
  await run(
    `INSERT INTO space (hub_id, id, name, kind, level, outline)
     VALUES ($1, $2, 'Hall', 'floor', 0, ST_MakeEnvelope(0, 0, 20, 10))`,
    [hubId, spaceId],
  );
  for (const [n, desk] of desks.entries())
    await run(
      `INSERT INTO bookable (hub_id, id, space_id, kind, label, position)
       VALUES ($1, $2, $3, 'desk', $4, ST_MakePoint($5, 1))`,
      [hubId, desk.id, spaceId, desk.label, n],
    );
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await run(
      `INSERT INTO opening_window (hub_id, id, weekday, opens_minute, closes_minute, community)
       VALUES ($1, $2, $3, 480, 1200, 'public')`,
      [hubId, newId(), weekday],
    );
  return { hubId, spaceId, desks };
}
