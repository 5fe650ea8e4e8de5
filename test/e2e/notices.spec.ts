import fc from 'fast-check';
import { newId } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';
import {
  anOrganisation,
  inOrganisation,
  signInStaff,
  type StaffMember,
  type TestOrganisation,
} from '../support/staff.js';

const KEYS = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };

describe('Notices and webhooks over HTTP', () => {
  let api: TestApi;
  let ours: TestOrganisation;
  let theirs: TestOrganisation;
  let admin: StaffMember;
  let foreign: StaffMember;

  beforeAll(async () => {
    api = await startApi({
      databaseUrl: await freshDatabase('notices'),
      environment: { NODE_ENV: 'production', CHECK_IN_KEY: 'k'.repeat(32) },
      demo: false,
    });
    ours = await anOrganisation(api, `Ours ${newId()}`);
    theirs = await anOrganisation(api, `Theirs ${newId()}`);
    admin = await signInStaff(api, [inOrganisation('org_admin', ours.id)]);
    foreign = await signInStaff(api, [inOrganisation('org_admin', theirs.id)]);
  }, 120_000);
  afterAll(() => api.stop());

  const rows = <Row extends object>(sql: string): Promise<Row[]> =>
    api.app.get(UnitOfWork).run(SYSTEM, (tx) => tx.query<Row>(sql));
  const call = (method: string, path: string, body?: unknown, who = admin): Promise<Response> =>
    fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        cookie: who.cookie,
        origin: api.url,
        ...(body === undefined
          ? {}
          : { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const refused = async (response: Response, status: number, code: string): Promise<void> =>
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  const hooks = (organisation = ours): string => `/organisations/${organisation.id}/webhooks`;

  it('lets a person say how they want to be told', async () => {
    const preferences = {
      email: { on: true, address: null, confirmed: false },
      push: { on: true },
      appIo: { on: false },
      language: 'it',
      quietHours: null,
    };
    expect(await (await call('GET', '/me/notice-preferences')).json()).toEqual(preferences);
    const patch = { push: { on: false }, language: 'en', quietHours: { from: '22:00', to: '07:00' } };
    const changed = await (await call('PATCH', '/me/notice-preferences', patch)).json();
    expect(changed).toEqual({ ...preferences, ...patch });
    expect(await (await call('PATCH', '/me/notice-preferences', { quietHours: null })).json()).toEqual({
      ...preferences,
      ...patch,
      quietHours: null,
    });
    await refused(
      await call('PATCH', '/me/notice-preferences', { email: { address: 'a@example.org' } }),
      422,
      'email-off',
    );
    await refused(
      await call('POST', '/me/notice-preferences/email-confirmation', { code: '12345678' }),
      422,
      'address-code-refused',
    );
  });

  it('keeps a browser as one person’s, whoever subscribed it last', async () => {
    const asked = { endpoint: `https://push.example.org/${newId()}`, keys: KEYS, expirationTime: null };
    const first = (await (await call('POST', '/me/push-subscriptions', asked)).json()) as { id: string };
    const again = (await (await call('POST', '/me/push-subscriptions', asked)).json()) as { id: string };
    expect([again.id, again]).toEqual([first.id, expect.objectContaining({ service: 'push.example.org' })]);
    expect((await call('DELETE', `/me/push-subscriptions/${first.id}`, undefined, foreign)).status).toBe(404);
    const other = (await (await call('POST', '/me/push-subscriptions', asked, foreign)).json()) as { id: string };
    expect(await (await call('GET', '/me/push-subscriptions')).json()).toEqual({
      items: [],
      next: null,
      publicKey: null,
    });
    expect((await call('DELETE', `/me/push-subscriptions/${other.id}`, undefined, foreign)).status).toBe(204);
  });

  it('tells the secret of a webhook once, and shows nothing of it to another organisation', async () => {
    const asked = { url: 'https://hooks.example.org/in', events: ['booking.confirmed'] };
    const response = await call('POST', hooks(), asked);
    const { secret, ...webhook } = (await response.json()) as { secret: string; id: string };
    expect([response.status, response.headers.get('location')]).toEqual([201, `/api/v1${hooks()}/${webhook.id}`]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await (await call('GET', hooks())).json()).toEqual({ items: [webhook], next: null });
    const rotated = (await (await call('POST', `${hooks()}/${webhook.id}/secret`)).json()) as { secret: string };
    expect(rotated.secret).not.toBe(secret);
    await refused(await call('GET', hooks(), undefined, foreign), 403, 'not-allowed');
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/secret'],
      ['GET', '/deliveries'],
      ['POST', `/deliveries/${newId()}/replay`],
    ] as const)
      await refused(
        await call(method, `${hooks(theirs)}/${webhook.id}${path}`, undefined, foreign),
        404,
        'webhook-not-found',
      );
    await refused(
      await call('POST', `${hooks()}/${webhook.id}/deliveries/${newId()}/replay`),
      404,
      'webhook-delivery-not-found',
    );
    expect((await call('DELETE', `${hooks()}/${webhook.id}`)).status).toBe(204);
    const audit = await rows<{ action: string }>(
      `SELECT action FROM audit_entry WHERE object = 'webhook/${webhook.id}' ORDER BY id`,
    );
    expect(audit.map(({ action }) => action)).toEqual(['webhook.created', 'webhook.secret-rotated', 'webhook.removed']);
    expect(JSON.stringify(await rows(`SELECT * FROM audit_entry`))).not.toContain(secret);
  });

  it.each([
    'http://example.org/',
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest',
    'https://10.0.0.1/',
    'https://user:pass@example.org/',
    'ftp://example.org/',
  ])('posts to nothing like %s, for webhooks and browsers alike', async (url) => {
    await refused(await call('POST', hooks(), { url, events: ['booking.moved'] }), 422, 'webhook-address-refused');
    await refused(
      await call('POST', '/me/push-subscriptions', { endpoint: url, keys: KEYS }),
      422,
      'push-endpoint-refused',
    );
  });

  it('answers hostile bodies with 4xx alone, and writes nothing', async () => {
    const tables = ['webhook', 'webhook_secret', 'push_subscription', 'person_contact', 'notice'];
    const count = async (): Promise<unknown> =>
      rows(`SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`);
    const before = await count();
    const routes = [
      ['POST', hooks(), 'url'],
      ['POST', '/me/push-subscriptions', 'endpoint'],
      ['POST', '/me/notice-preferences/email-confirmation', 'code'],
      ['PATCH', '/me/notice-preferences', 'language'],
    ] as const;
    const nasty = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '__proto__', '9'.repeat(400), -0, 1e308, '\ud800', [[[[]]]]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        nasty,
        nasty,
        fc.boolean(),
        async ([method, path, key], a, b, bare) => {
          const body = bare ? a : { [key]: a, events: b, keys: b, email: b, quietHours: b };
          if (method === 'PATCH' && JSON.stringify(body) === '{}') return;
          const { status } = await call(method, path, body);
          expect([path, status >= 400 && status < 500]).toEqual([path, true]);
        },
      ),
      { numRuns: 200 },
    );
    expect(await count()).toEqual(before);
  });
});
