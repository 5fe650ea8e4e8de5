import { newId } from '#libs/kernel';
import { SYSTEM, type UnitOfWork } from '#libs/platform';

/** A bare organisation with so many bare hubs. @returns the organisation's id */
export async function organisationWithHubs(unitOfWork: UnitOfWork, name: string, hubs: number): Promise<string> {
  const organisationId = newId();
  await unitOfWork.run(SYSTEM, async (tx) => {
    await tx.query(`INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'municipality')`, [organisationId, name]);
    const [metro] = await tx.query<{ id: string }>(
      `INSERT INTO metro (id, slug, name, time_zone) VALUES ($1, 'test', 'Test', 'Europe/Rome')
       ON CONFLICT (slug) DO UPDATE SET name = excluded.name RETURNING id`,
      [newId()],
    );
    for (let n = 0; n < hubs; n++) {
      const id = newId();
      await tx.query(
        `INSERT INTO hub (id, metro_id, organisation_id, slug, name, kind, address, position)
         VALUES ($1, $2, $3, $4, 'Hub', 'library', 'Via', ST_SetSRID(ST_MakePoint(11.34, 44.49), 4326))`,
        [id, metro!.id, organisationId, id],
      );
    }
  });
  return organisationId;
}
