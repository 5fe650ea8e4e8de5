import { type Membership, SessionService } from '#libs/identity';
import { newId } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import type { TestApi } from './api.js';

export interface StaffMember {
  readonly personId: string;
  readonly displayName: string;
  /** A Cookie header */
  readonly cookie: string;
}

interface Person {
  readonly displayName?: string;
  readonly acr?: string | null;
}

export const inOrganisation = (role: Membership['role'], organisationId: string): Membership => ({
  role,
  organisationId,
  hubId: null,
});
export const inHub = (role: Membership['role'], organisationId: string, hubId: string): Membership => ({
  role,
  organisationId,
  hubId,
});
export const inNetwork = (role: Membership['role']): Membership => ({ role, organisationId: null, hubId: null });

/** A new person with these memberships, signed in with a session of the product's own making. */
export async function signInStaff(
  { app }: TestApi,
  memberships: readonly Membership[],
  { displayName = 'Staff', acr = null }: Person = {},
): Promise<StaffMember> {
  const personId = newId();
  await app.get(UnitOfWork).run(SYSTEM, async (tx) => {
    await tx.query(`INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, 'urn:test', $2, $3)`, [
      personId,
      personId,
      displayName,
    ]);
    for (const { role, organisationId, hubId } of memberships)
      await tx.query(
        `INSERT INTO membership (id, person_id, organisation_id, hub_id, role) VALUES ($1, $2, $3, $4, $5)`,
        [newId(), personId, organisationId, hubId, role],
      );
  });
  return { personId, displayName, cookie: `sid=${await app.get(SessionService).open(personId, acr)}` };
}

export interface TestOrganisation {
  readonly id: string;
  readonly name: string;
  readonly hubIds: readonly string[];
}

/** A bare organisation with so many bare hubs. */
export async function anOrganisation({ app }: TestApi, name: string, hubs = 2): Promise<TestOrganisation> {
  const id = newId();
  const hubIds = Array.from({ length: hubs }, () => newId());
  await app.get(UnitOfWork).run(SYSTEM, async (tx) => {
    await tx.query(`INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'library')`, [id, name]);
    const [metro] = await tx.query<{ id: string }>(
      `INSERT INTO metro (id, slug, name, time_zone) VALUES ($1, 'test', 'Test', 'Europe/Rome')
       ON CONFLICT (slug) DO UPDATE SET name = excluded.name RETURNING id`,
      [newId()],
    );
    for (const [n, hubId] of hubIds.entries())
      await tx.query(
        `INSERT INTO hub (id, metro_id, organisation_id, slug, name, kind, address, position)
         VALUES ($1, $2, $3, $4, $5, 'library', 'Via', ST_SetSRID(ST_MakePoint(11.34, 44.49), 4326))`,
        [hubId, metro!.id, id, hubId, `${name} ${n + 1}`],
      );
  });
  return { id, name, hubIds };
}
