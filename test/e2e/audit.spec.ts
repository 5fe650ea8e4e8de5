import { parse } from 'csv-parse/sync';
import { type AuditPage, auditPageSchema, auditVerificationSchema, type Problem } from '#libs/contracts';
import { AuditSealer, type AuditFact, AuditTrail, MOST_EXPORTED, NETWORK } from '#libs/identity';
import { newId } from '#libs/kernel';
import { type ActorContext, SYSTEM, UnitOfWork } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { settled } from '../support/audit-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { anOrganisation, inNetwork, inOrganisation, signInStaff, type StaffMember } from '../support/staff.js';

describe('The audit over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let organisationId: string;
  let other: string;
  let auditor: StaffMember;
  let elsewhere: StaffMember;
  let network: StaffMember;
  const subjectId = newId();

  beforeAll(async () => {
    db = await openPostgres('e2e_audit');
    api = await startApi({ databaseUrl: db.url });
    organisationId = (await anOrganisation(api, 'Audited', 1)).id;
    other = (await anOrganisation(api, 'Other', 1)).id;
    auditor = await signInStaff(api, [inOrganisation('auditor', organisationId)], { displayName: '=Ada "A"' });
    elsewhere = await signInStaff(api, [inOrganisation('auditor', other), inOrganisation('org_admin', organisationId)]);
    network = await signInStaff(api, [inNetwork('auditor')]);
    const by = { ...SYSTEM, principal: { kind: 'person', id: auditor.personId } } as const;
    for (let n = 0; n < 5; n++) await tell({ action: 'membership.granted', subjectId, detail: { n } }, by);
    await tell({ action: 'booking.cancelled', object: 'booking/1' });
    await tell({ action: 'membership.revoked', organisationId: other });
    await tell({ action: 'network.imported', organisationId: null });
    await settled(db);
    await api.app.get(AuditSealer, { strict: false }).sealAll();
    await tell({ action: 'booking.cancelled', object: 'booking/2' });
  });
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });

  async function tell(fact: Partial<AuditFact> & Pick<AuditFact, 'action'>, by: ActorContext = SYSTEM): Promise<void> {
    const trail = api.app.get(AuditTrail, { strict: false });
    await api.app.get(UnitOfWork).run(by, (tx) => trail.done(tx, { organisationId, ...fact }));
  }
  const get = (path: string, who: StaffMember, of = organisationId): Promise<Response> =>
    fetch(`${api.url}/api/v1/organisations/${of}/audit${path}`, { headers: { cookie: who.cookie } });
  const page = async (query: string, who = auditor, of = organisationId): Promise<AuditPage> =>
    auditPageSchema.parse(await (await get(query, who, of)).json());
  const told = async (query: string): Promise<unknown[]> =>
    (await page(query)).items
      .filter(({ viewed }) => !viewed)
      .map(({ action, detail, object }) => object ?? detail.n ?? action);

  it('shows who did what, newest first, and what is sealed already', async () => {
    const { items } = await page('?viewed=false');
    expect(items.map(({ action, sealed }) => [action, sealed])).toEqual([
      ['booking.cancelled', false],
      ['booking.cancelled', true],
      ...Array.from({ length: 5 }, () => ['membership.granted', true]),
    ]);
    expect(items[0]!.actor).toEqual({ kind: 'system', id: null, name: null });
    expect(items[2]).toMatchObject({
      actor: { kind: 'person', id: auditor.personId, name: '=Ada "A"' },
      subjectId,
      detail: { n: 4 },
      viewed: false,
    });
  });

  it('finds by action, by its first half, by actor, by subject and by time', async () => {
    expect(await told('?action=booking.cancelled')).toEqual(['booking/2', 'booking/1']);
    expect(await told('?action=membership')).toEqual([4, 3, 2, 1, 0]);
    expect(await told('?action=member')).toEqual([]);
    expect(await told(`?subjectId=${subjectId}&limit=2`)).toEqual([4, 3]);
    expect(await told(`?actorId=${auditor.personId}&viewed=false`)).toEqual([4, 3, 2, 1, 0]);
    expect(await told('?to=2026-01-01T00:00:00Z')).toEqual([]);
    expect(await told('?from=2199-01-01T00:00:00Z')).toEqual([]);
  });

  it('goes on from page to page without a gap or a double', async () => {
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, next }: AuditPage = await page(
        `?action=membership&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...items.map(({ detail }) => detail.n));
      cursor = next;
    }
    expect(seen).toEqual([4, 3, 2, 1, 0]);
  });

  it('tells of each look, of whom it was about and what was asked for', async () => {
    const someone = newId();
    await get(`?subjectId=${someone}&action=booking`, auditor);
    const { items } = await page(`?subjectId=${someone}`);
    expect(items).toMatchObject([
      {
        action: 'audit.viewed',
        viewed: true,
        subjectId: someone,
        actor: { id: auditor.personId },
        detail: { action: 'booking', continued: false },
      },
    ]);
  });

  it('exports what fits as CSV that no spreadsheet takes for a formula, and tells of it', async () => {
    const response = await get('/export?action=membership', auditor);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
    ]);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    const rows = parse(await response.text(), { columns: true }) as Record<string, string>[];
    expect(rows.map(({ detail }) => detail)).toEqual([4, 3, 2, 1, 0].map((n) => JSON.stringify({ n })));
    expect(rows[0]).toMatchObject({
      actorId: auditor.personId,
      actorName: `'=Ada "A"`,
      action: 'membership.granted',
      sealed: 'true',
    });
    const { items } = await page('?action=audit.exported');
    expect(items).toMatchObject([
      { viewed: true, actor: { id: auditor.personId }, detail: { action: 'membership', rows: 5 } },
    ]);
  });

  it('refuses to export more than it states, before the first row', async () => {
    const many = newId();
    await api.app.get(UnitOfWork).run(SYSTEM, (tx) =>
      tx.query(
        `INSERT INTO audit_entry (organisation_id, id, at, actor_kind, action, viewed, detail)
         SELECT $1, gen_random_uuid(), now(), 'system', 'test.done', false, '{}' FROM generate_series(0, $2)`,
        [many, MOST_EXPORTED],
      ),
    );
    const response = await get('/export', network, many);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([422, 'too-many-entries']);
    const looks = await get('/export?viewed=true', network, many);
    expect((await looks.text()).split('\r\n')).toEqual([expect.stringContaining('actorName,action'), '']);
  });

  it('exports a long list while it is read, row by row', async () => {
    const many = newId();
    await api.app.get(UnitOfWork).run(SYSTEM, (tx) =>
      tx.query(
        `INSERT INTO audit_entry (organisation_id, id, at, actor_kind, action, viewed, detail)
         SELECT $1, gen_random_uuid(), now(), 'system', 'test.done', false, '{}' FROM generate_series(1, 2500)`,
        [many],
      ),
    );
    const rows = parse(await (await get('/export?viewed=false', network, many)).text(), { columns: true }) as {
      id: string;
    }[];
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2500);
  });

  it('says whether the chain holds, and where it does not', async () => {
    const verify = async (): Promise<unknown> =>
      auditVerificationSchema.parse(await (await get('/verification', network, other)).json());
    expect(await verify()).toMatchObject({
      entries: 1,
      sealed: 1,
      seals: 1,
      intact: true,
      brokenAt: null,
      head: { seal: 1 },
    });
    await owner(`UPDATE audit_entry SET action = 'membership.granted' WHERE organisation_id = '${other}'`);
    expect(await verify()).toMatchObject({ intact: false, seals: 0, brokenAt: { seal: 1, reason: 'entries-changed' } });
  });

  const owner = async (sql: string): Promise<void> => {
    await api.app.get(UnitOfWork).run(SYSTEM, async (tx) => {
      await tx.query(`SELECT set_config('role', session_user, true)`);
      await tx.query(sql);
    });
  };

  it.each(['', '/export', '/verification'])('keeps%s what is not theirs from everybody else', async (path) => {
    const refusal = async (who: StaffMember, of: string): Promise<unknown> => {
      const response = await get(path, who, of);
      return [response.status, ((await response.json()) as Problem).code];
    };
    expect(await refusal(elsewhere, organisationId)).toEqual([403, 'not-allowed']);
    expect(await refusal(auditor, other)).toEqual([403, 'not-allowed']);
    expect(await refusal(auditor, NETWORK)).toEqual([403, 'not-allowed']);
    expect((await get(path, network, NETWORK)).status).toBe(200);
    expect((await fetch(`${api.url}/api/v1/organisations/${organisationId}/audit${path}`)).status).toBe(401);
  });

  it.each([
    ['a cursor of its own making', '?cursor=1_2'],
    ['an action that is none', '?action=%25'],
    ['a limit of a million', '?limit=1000000'],
    ['an actor that is no id', "?actorId=1'%20OR%20'1'='1"],
    ['a look that is neither', '?viewed=maybe'],
    ['the year 9999', '?from=9999-01-01T00:00:00Z'],
  ])('refuses %s', async (_, query) => {
    expect((await get(query, auditor)).status).toBe(400);
  });
});
