import { Controller, Get } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule, apiAdapter, configureApi, listenApi } from '#apps/api';
import { newId } from '#libs/kernel';
import { ENVIRONMENT, readEnvironment, SYSTEM, UnitOfWork } from '#libs/platform';
import { Access } from '../../apps/api/src/auth/access.decorator.js';
import { MinAssurance } from '../../apps/api/src/auth/min-assurance.decorator.js';
import { freshDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { TestIssuer, WEAK } from '../support/test-issuer.js';
import { WebWalk } from '../support/web-walk.js';

const SECOND = 'https://www.spid.gov.it/SpidL2';

@Controller('api/v1/guarded')
class GuardedController {
  @Get()
  @Access('person')
  @MinAssurance('substantial')
  show(): { readonly shown: true } {
    return { shown: true };
  }
}

describe('What an identity provider says of a person', () => {
  let issuer: TestIssuer;
  let app: NestFastifyApplication;
  let url: string;
  let organisationId: string;

  const sql = <Row extends object>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    app.get(UnitOfWork).run(SYSTEM, (tx) => tx.query<Row>(text, parameters));
  const accounts: Record<string, { name: string; acr?: string; groups?: unknown }> = {
    sure: { name: 'Sure', acr: SECOND },
    unsure: { name: 'Unsure' },
    staff: { name: 'Staff', groups: ['/quindici/sede', '/altro'] },
    stranger: { name: 'Stranger', groups: ['network_admin', 'quindici/sede'] },
  };

  beforeAll(async () => {
    const port = await freePort();
    issuer = await TestIssuer.start({ relyingParty: `http://localhost:${port}`, accounts });
    const rules = [
      { group: '/quindici/sede', role: 'hub_manager', organisation: 'c_a944' },
      { group: '/quindici/audit', role: 'auditor', organisation: 'c_a944' },
      { group: '/quindici/audit', role: 'auditor', organisation: 'not-there' },
    ];
    const environment = readEnvironment({
      NODE_ENV: 'test',
      DATABASE_URL: await freshDatabase('assurance'),
      RATE_LIMIT: 'off',
      OIDC_GROUPS_CLAIM: 'groups',
      OIDC_GROUP_ROLES: JSON.stringify(rules),
      ...issuer.environment,
    });
    const module = await Test.createTestingModule({ imports: [ApiModule], controllers: [GuardedController] })
      .overrideProvider(ENVIRONMENT)
      .useValue(environment)
      .compile();
    app = module.createNestApplication<NestFastifyApplication>(apiAdapter(environment), { logger: ['error'] });
    await configureApi(app);
    url = (await listenApi(app, port, '127.0.0.1')).url.origin;
    organisationId = newId();
    await sql(`INSERT INTO organisation (id, name, kind, ipa_code) VALUES ($1, 'Comune', 'municipality', 'c_a944')`, [
      organisationId,
    ]);
  });
  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  const isBack = (to: URL): boolean => to.origin === url && to.pathname === '/profilo';
  const signIn = async (name: string, walk = new WebWalk(), query = ''): Promise<WebWalk> => {
    await walk.go(`${url}/auth/sign-in?return_to=/profilo${query}`, {}, isBack);
    return walk.url.origin === url ? walk : walk.submit({ username: name, password: name }, isBack);
  };
  const ask = (walk: WebWalk, path: string, headers: Record<string, string> = {}): Promise<Response> =>
    walk.at(url).request(path, { headers: { accept: 'application/json', ...headers } });

  it('is not enough for a route that asks for more, which says where to sign in again', async () => {
    const walk = await signIn('sure');
    expect(await (await ask(walk, '/api/v1/me')).json()).toMatchObject({ assurance: 'low' });
    const response = await ask(walk, '/api/v1/guarded', { referer: `${url}/profilo?scheda=dati` });
    expect([response.status, await response.json()]).toMatchObject([
      403,
      { code: 'assurance-too-low', signIn: '/auth/sign-in?return_to=%2Fprofilo%3Fscheda%3Ddati&assurance=substantial' },
    ]);
  });

  it.each(['https://evil.example/profilo', 'javascript:alert(1)', 'x'])('never leads back to %s', async (referer) => {
    const response = await ask(await signIn('sure'), '/api/v1/guarded', { referer });
    expect(await response.json()).toMatchObject({ signIn: '/auth/sign-in?return_to=%2F&assurance=substantial' });
  });

  it('opens the route once the person has signed in as that asks', async () => {
    const walk = await signIn('sure', new WebWalk(), '&assurance=substantial');
    expect(walk.url.pathname).toBe('/profilo');
    expect(await (await ask(walk, '/api/v1/me')).json()).toMatchObject({ assurance: 'substantial' });
    expect((await ask(walk, '/api/v1/guarded')).status).toBe(200);
  });

  it('ends the sign-in when the provider gives less than was asked, and says so', async () => {
    const walk = await signIn('unsure', new WebWalk(), '&assurance=substantial');
    expect([walk.status, walk.url.pathname]).toEqual([403, '/auth/callback']);
    expect(walk.at(url).value('sid')).toBeUndefined();
    expect(
      await sql(`SELECT detail FROM audit_entry WHERE action = 'sign-in.refused' ORDER BY id DESC LIMIT 1`),
    ).toEqual([{ detail: { reason: 'assurance' } }]);
  });

  it('does not open the route to who is not signed in', async () => {
    expect((await ask(new WebWalk(), '/api/v1/guarded')).status).toBe(401);
  });

  it('is kept with the session, with when they proved who they are, and nothing of the browser but names', async () => {
    await sql(`DELETE FROM session`);
    const walk = new WebWalk();
    await signIn('sure', walk);
    const [row] = await sql<{ acr: string; sid: boolean; recent: boolean; client: string | null }>(
      `SELECT acr, provider_session IS NOT NULL AS sid, client,
              authenticated_at BETWEEN now() - interval '1 minute' AND now() + interval '1 minute' AS recent FROM session`,
    );
    expect(row).toEqual({ acr: WEAK, sid: true, recent: true, client: null });
  });

  it('gives the roles that its groups are trusted with, and takes them away with the group', async () => {
    const granted = { role: 'hub_manager', organisationId, hubId: null };
    const walk = await signIn('staff');
    const me = (await (await ask(walk, '/api/v1/me')).json()) as { id: string; memberships: object[] };
    expect(me.memberships).toEqual([granted]);
    await sql(`INSERT INTO membership (id, person_id, organisation_id, role) VALUES ($1, $2, $3, 'auditor')`, [
      newId(),
      me.id,
      organisationId,
    ]);
    accounts.staff = { name: 'Staff', groups: [] };
    const later = (await (await ask(await signIn('staff'), '/api/v1/me')).json()) as { memberships: object[] };
    expect(later.memberships).toEqual([{ ...granted, role: 'auditor' }]);
    const entries = await sql(
      `SELECT action, organisation_id, actor_kind, detail FROM audit_entry WHERE subject_id = $1 AND action LIKE 'membership.%' ORDER BY id`,
      [me.id],
    );
    const entry = {
      organisation_id: organisationId,
      actor_kind: 'system',
      detail: { role: 'hub_manager', source: 'groups' },
    };
    expect(entries).toEqual([
      { action: 'membership.granted', ...entry },
      { action: 'membership.revoked', ...entry },
    ]);
    const response = await ask(walk, '/api/v1/me');
    expect(response.headers.getSetCookie().join()).toMatch(/^sid=[\w-]{43};/);
  });

  it('gives nothing by a group that only looks like one, or by the name of a role', async () => {
    const response = await ask(await signIn('stranger'), '/api/v1/me');
    expect(await response.json()).toMatchObject({ memberships: [] });
  });
});
