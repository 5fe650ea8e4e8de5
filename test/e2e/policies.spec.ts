import fc from 'fast-check';
import type {
  Availability,
  Booking,
  HubBookingRules,
  Policy,
  PolicyEffect,
  PolicyPage,
  PolicyRules,
  Problem,
} from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { type Answer, type Call, callsTo } from '../support/http-client.js';
import { type CityHub, smallCity } from '../support/small-city.js';
import { anOrganisation, inHub, inOrganisation, signInStaff } from '../support/staff.js';

const ZONE = 'Europe/Rome';
const day = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });
const at = (time: string): string => day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();

describe('Rules of booking over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let call: Call;
  let organisationId: string;
  let hub: CityHub;
  let other: CityHub;
  let admin: string;
  let hubManager: string;
  let worker: string;

  beforeAll(async () => {
    db = await openPostgres('e2e_policies');
    api = await startApi({ databaseUrl: db.url, environment: { RATE_LIMIT: 'off' } });
    call = callsTo(api);
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });
  beforeEach(async () => {
    const city = await smallCity(db, { Central: { metres: 1000, desks: 2 }, Near: { metres: 1300, desks: 2 } });
    [hub, other] = city.hubs as [CityHub, CityHub];
    organisationId = city.organisationId;
    admin = (await signInStaff(api, [inOrganisation('org_admin', organisationId)])).cookie;
    hubManager = (await signInStaff(api, [inHub('hub_manager', organisationId, hub.id)])).cookie;
    worker = (await signInStaff(api, [])).cookie;
  });

  const path = (id = organisationId): string => `/organisations/${id}/policies`;
  const write = (rules: PolicyRules, more: object = {}, cookie = admin): Promise<Answer<Policy & Problem>> =>
    call('POST', path(), { cookie, body: { rules, ...more } });
  const book = (from: string, to: string, desk = 0, cookie = worker): Promise<Answer<Pick<Booking, 'id'> & Problem>> =>
    call('POST', '/bookings', {
      cookie,
      body: { hubId: hub.id, items: [{ bookableId: hub.desks[desk]!.id }], from: at(from), to: at(to) },
    });
  const rulesOf = async (query = '', cookie?: string): Promise<HubBookingRules> => {
    const asked = cookie === undefined ? {} : { cookie };
    return (await call<HubBookingRules>('GET', `/hubs/${hub.id}/rules${query}`, asked)).body;
  };

  it('are written, hold at once, are replaced by version, are told to all, and end', async () => {
    expect((await rulesOf()).rules).toMatchObject({ maxMinutes: 720, granularity: 'quarters', maxActive: null });
    const first = await write({ maxMinutes: 60 });
    expect([first.status, first.body]).toMatchObject([201, { version: 1, hubId: null, endedAt: null }]);
    expect((await book('10:00', '12:00')).body).toMatchObject({ status: 422, code: 'too-long', maxMinutes: 60 });
    const hubs = await write({ maxMinutes: 120 }, { hubId: hub.id, kind: 'desk' }, hubManager);
    expect(hubs.status).toBe(201);
    expect((await rulesOf()).rules.maxMinutes).toBe(120);
    expect((await rulesOf('?kind=room')).rules.maxMinutes).toBe(60);
    expect((await book('10:00', '12:00')).status).toBe(201);

    expect((await write({ maxMinutes: 30 })).body).toMatchObject({ status: 409, code: 'policy-changed', version: 1 });
    expect((await write({ maxMinutes: 30 }, { version: 1 })).body).toMatchObject({ version: 2 });
    const ended = await call('DELETE', `${path()}/${hubs.body.id}`, { cookie: hubManager });
    expect([ended.status, (await rulesOf()).rules.maxMinutes]).toEqual([204, 30]);
    const again = await call('DELETE', `${path()}/${hubs.body.id}`, { cookie: hubManager });
    expect(again.body.code).toBe('policy-not-found');

    const current = await call<PolicyPage>('GET', path());
    expect(current.body.items.map(({ version, rules }) => [version, rules])).toEqual([[2, { maxMinutes: 30 }]]);
    const one = await call<PolicyPage>('GET', `${path()}?state=all&limit=2`);
    const two = await call<PolicyPage>('GET', `${path()}?state=all&limit=2&cursor=${one.body.next}`);
    expect([...one.body.items, ...two.body.items].map(({ rules }) => rules.maxMinutes)).toEqual([30, 120, 60]);
    expect(two.body.next).toBeNull();
    expect((await write({ maxMinutes: 90 }, { hubId: hub.id, kind: 'desk' }, hubManager)).body.version).toBe(2);
    const told = await db.source.query(
      `SELECT action FROM audit_entry WHERE organisation_id = $1 AND action LIKE 'policy.%' ORDER BY at, id`,
      [organisationId],
    );
    expect(told).toHaveLength(5);
  });

  it('are for who manages the part that they are for', async () => {
    const foreign = await anOrganisation(api, `Other ${newId()}`, 1);
    const refused = async (answer: Promise<Answer<Problem>>): Promise<readonly [number, string]> => {
      const { status, body } = await answer;
      return [status, body.code];
    };
    expect(await refused(write({}, {}, hubManager))).toEqual([403, 'not-allowed']);
    expect(await refused(write({}, { hubId: other.id }, hubManager))).toEqual([403, 'not-allowed']);
    expect(await refused(write({}, {}, worker))).toEqual([403, 'not-allowed']);
    expect(await refused(write({}, { hubId: foreign.hubIds[0] }))).toEqual([404, 'hub-not-found']);
    expect(await refused(write({}, { hubId: hub.id, spaceId: newId() }))).toEqual([404, 'space-not-found']);
    expect(await refused(call('POST', path(foreign.id), { cookie: admin, body: { rules: {} } }))).toEqual([
      403,
      'not-allowed',
    ]);
    const theirs = { organisationId, hubId: foreign.hubIds[0], rules: {} };
    expect(await refused(call('POST', '/policies/dry-run', { cookie: admin, body: theirs }))).toEqual([
      404,
      'hub-not-found',
    ]);
    const whole = { organisationId, rules: {} };
    expect(await refused(call('POST', '/policies/dry-run', { cookie: hubManager, body: whole }))).toEqual([
      403,
      'not-allowed',
    ]);
  });

  it('take a group before others, by what the caller is in the organisation', async () => {
    const member = (await signInStaff(api, [inOrganisation('worker', organisationId)])).cookie;
    await write({ priority: { audience: 'members', daysAhead: 1 } });
    expect((await rulesOf('', member)).audiences).toEqual(['members', 'worker']);
    expect((await rulesOf('?as=everybody', member)).rules.priority).toEqual({ audience: 'members', daysAhead: 1 });
    expect(await rulesOf('?as=worker')).toMatchObject({ audiences: ['members', 'worker'], rules: { priority: null } });
    expect((await book('10:00', '11:00')).body).toMatchObject({
      code: 'priority-window',
      rule: 'priority',
      audience: 'members',
    });
    expect((await book('10:00', '11:00', 0, member)).status).toBe(201);
  });

  it('close days for bookings and for what is offered', async () => {
    await write({ closedDays: [day.toString().slice(-5)] });
    expect((await book('10:00', '11:00')).body).toMatchObject({
      code: 'closed-that-day',
      nextDay: day.add({ days: 1 }).toString(),
    });
    const query = new URLSearchParams({ from: at('10:00'), to: at('11:00') }).toString();
    expect((await call<Availability>('GET', `/hubs/${hub.id}/availability?${query}`)).body.free).toEqual([]);
  });

  it('offer nothing that is not free in the time to clean it', async () => {
    await write({ cleaningMinutes: 30 });
    expect((await book('10:00', '11:00')).status).toBe(201);
    const query = new URLSearchParams({ from: at('09:00'), to: at('09:45') }).toString();
    expect((await call<Availability>('GET', `/hubs/${hub.id}/availability?${query}`)).body.free).toEqual([
      hub.desks[1]!.id,
    ]);
  });

  it('are tried on the bookings that stand, and nothing is written', async () => {
    const long = await book('10:00', '13:00');
    const short = await book('14:00', '15:00');
    expect([long.status, short.status]).toEqual([201, 201]);
    const body = { organisationId, hubId: hub.id, kind: 'desk', rules: { maxMinutes: 60 } };
    const effect = await call<PolicyEffect>('POST', '/policies/dry-run', { cookie: hubManager, body });
    expect([effect.status, effect.body]).toEqual([
      200,
      {
        examined: 2,
        complete: true,
        refused: [
          {
            hubId: hub.id,
            bookingId: long.body.id,
            from: at('10:00'),
            to: at('13:00'),
            code: 'too-long',
            title: 'Booking too long',
            detail: expect.any(String) as string,
          },
        ],
      },
    ]);
    const closing = { organisationId, rules: { closedDays: [day.toString()] } };
    const all = await call<PolicyEffect>('POST', '/policies/dry-run', { cookie: admin, body: closing });
    expect(all.body.refused.map(({ bookingId, code }) => [bookingId, code])).toEqual([
      [long.body.id, 'closed-that-day'],
      [short.body.id, 'closed-that-day'],
    ]);
    expect((await call<PolicyPage>('GET', `${path()}?state=all`)).body.items).toEqual([]);
    await write({ maxMinutes: 60 });
    expect((await call<PolicyEffect>('POST', '/policies/dry-run', { cookie: hubManager, body })).body.refused).toEqual(
      [],
    );
  });

  it.each<[string, object, string]>([
    ['a rule that there is not', { rules: { maxFun: 1 } }, '/rules'],
    ['more at least than at most', { rules: { minMinutes: 60, maxMinutes: 30 } }, '/rules/maxMinutes'],
    ['the thirtieth of February', { rules: { closedDays: ['02-30'] } }, '/rules/closedDays/0'],
    ['a grid that does not divide the hour', { rules: { gridMinutes: 25 } }, '/rules/gridMinutes'],
    ['a space without its hub', { rules: {}, spaceId: newId() }, '/hubId'],
    ['an audience of nobody', { rules: {}, audience: 'school' }, '/audience'],
    ['minus one booking', { rules: { maxActive: -1 } }, '/rules/maxActive'],
    ['no rules', {}, '/rules'],
  ])('refuse %s', async (_, body, pointer) => {
    const refused = await call('POST', path(), { cookie: admin, body });
    expect([refused.status, refused.body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it('refuse two hundred hostile bodies each, and write nothing of them', async () => {
    const keys = [
      'hubId',
      'spaceId',
      'kind',
      'audience',
      'version',
      'rules',
      'organisationId',
      '__proto__',
      'constructor',
    ];
    const ruleNames = ['maxMinutes', 'closedDays', 'priority', 'maxActive', 'granularity', 'strikes', 'nothing'];
    const body = fc.oneof(
      fc.jsonValue(),
      fc
        .tuple(fc.constantFrom(...keys), fc.jsonValue(), fc.constantFrom(...ruleNames), fc.jsonValue())
        .map(([key, value, rule, said]) => ({ rules: { [rule]: said }, version: 999, [key]: value })),
    );
    const standing = async (): Promise<unknown> => db.source.query(`SELECT id FROM policy ORDER BY id`);
    const before = await standing();
    const stale = (sent: unknown): unknown =>
      typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? { ...sent, version: 999 } : sent;
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const written = await call('POST', path(), { cookie: admin, body: stale(sent) });
        const tried = await call('POST', '/policies/dry-run', { cookie: admin, body: sent });
        expect([400, 403, 404, 409]).toContain(written.status);
        expect([400, 403, 404]).toContain(tried.status);
      }),
      { numRuns: 200 },
    );
    expect(await standing()).toEqual(before);
  }, 60_000);
});
