import { createHash, randomBytes } from 'node:crypto';
import { type Membership, SessionService } from '#libs/identity';
import { newId } from '#libs/kernel';
import { MACHINE_SCOPES, type RoleName } from './access-matrix.js';
import type { TestApi } from './api.js';
import type { TestDatabase } from './databases.js';

export interface Home {
  readonly organisationId: string;
  readonly hubId: string;
}

/** The headers of somebody new in that role: a person with a session of their own, or a machine with its token. */
export async function credentials(
  db: TestDatabase,
  api: TestApi,
  role: RoleName,
  home: Home,
): Promise<Record<string, string>> {
  if (role === 'nobody') return {};
  if (role === 'machine' || role === 'kiosk') return { authorization: `Bearer ${await tokenOf(db, role, home)}` };
  const personId = newId();
  await db.source.query(
    `INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, 'matrix', $2, 'Somebody')`,
    [personId, personId],
  );
  for (const { organisationId, hubId, role: held } of membershipsOf(role, home))
    await db.source.query(
      `INSERT INTO membership (id, person_id, organisation_id, hub_id, role) VALUES ($1, $2, $3, $4, $5)`,
      [newId(), personId, organisationId, hubId, held],
    );
  return { cookie: `sid=${await api.app.get(SessionService).open(personId, null)}` };
}

function membershipsOf(role: RoleName, { organisationId, hubId }: Home): readonly Membership[] {
  const inOrganisation = { organisationId, hubId: null };
  const inNetwork = { organisationId: null, hubId: null };
  if (role === 'operator') return [{ role: 'service_operator', ...inOrganisation }];
  if (role === 'hubManager') return [{ role: 'hub_manager', organisationId, hubId }];
  if (role === 'manager') return [{ role: 'hub_manager', ...inOrganisation }];
  if (role === 'planner') return [{ role: 'planner', ...inNetwork }];
  if (role === 'admin') return [{ role: 'org_admin', ...inOrganisation }];
  if (role === 'auditor') return [{ role: 'auditor', ...inOrganisation }];
  if (role === 'network') return [{ role: 'network_admin', ...inNetwork }];
  return [];
}

async function tokenOf(db: TestDatabase, kind: 'machine' | 'kiosk', { organisationId, hubId }: Home): Promise<string> {
  const token = `${kind === 'kiosk' ? 'qdk' : 'qdt'}_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest();
  const [id, kiosk] = [newId(), kind === 'kiosk'];
  const scopes = kiosk ? ['hub.display'] : MACHINE_SCOPES;
  await db.source.query(
    `INSERT INTO machine (organisation_id, id, hub_id, kind, name, scopes, secret_hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [organisationId, id, kiosk ? hubId : null, kiosk ? 'kiosk' : 'client', id, scopes, kiosk ? hash : randomBytes(32)],
  );
  if (!kiosk)
    await db.source.query(
      `INSERT INTO access_token (token_hash, machine_id, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, now(), now() + interval '1 hour')`,
      [hash, id, scopes],
    );
  return token;
}
