import type { Booking, Me, MyData, Problem } from '#libs/contracts';
import { myDataSchema } from '#libs/contracts';
import { BookingService } from '#libs/booking';
import {
  Actor,
  NotSignedIn,
  PERSONAL_DATA,
  PERSONAL_DATA_THAT_STAYS,
  type PersonalDataPart,
  SessionService,
} from '#libs/identity';
import { newId } from '#libs/kernel';
import { signIn } from '../support/api.js';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';
import { MyDataWorld, tomorrowAt } from '../support/my-data-world.js';
import { inOrganisation, signInStaff } from '../support/staff.js';

describe.each(databases)('My data on $name', ({ name, open }) => {
  let db: TestDatabase;
  let world: MyDataWorld;

  beforeAll(async () => {
    db = await open('my_data');
    world = await MyDataWorld.open(db, name === 'PGlite');
  }, 120_000);
  afterAll(async () => {
    await world?.api.stop();
    await db?.stop();
  });

  it('come as one document with everything that is kept, and no secret', async () => {
    const ada = await world.person('worker', 'hub_manager');
    const other = await world.person();
    await world.past(ada.personId);
    await world.invited(ada.personId, other.personId);
    await world.invited(other.personId, ada.personId);
    const { id } = (await (await world.book(ada.cookie)).json()) as Booking;

    const response = await world.call('GET', '/me/data', ada.cookie);
    expect([response.status, response.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="my-data.json"',
    ]);
    const text = await response.text();
    const data: MyData = myDataSchema.parse(JSON.parse(text));
    expect(data).toMatchObject({
      personId: ada.personId,
      parts: {
        identity: {
          person: { id: ada.personId, issuer: 'urn:test', subject: ada.personId, displayName: 'Ada Prova' },
          memberships: [
            { role: 'worker', organisation: world.city.slug },
            { role: 'hub_manager', hub: 'Central' },
          ],
          invitations: [{ role: 'worker', label: 'Ada Prova' }],
          given: { roles: 0, invitations: 1, machines: 0 },
          sessions: [{ assurance: 'none' }],
        },
        booking: {
          bookings: [
            { hub: 'Central', claims: [{ status: 'completed', label: 'D6' }] },
            { id, claims: [{ status: 'confirmed', label: 'D1', kind: 'booking' }] },
          ],
          engagements: [{ active: false }, { bookingId: id, active: true }],
          idempotencyKeys: 1,
        },
      },
    });
    expect(text).not.toContain(other.personId);
    expect(text).not.toContain('hash');
    expect(text).not.toContain(ada.cookie.slice('sid='.length));
    await world.book(ada.cookie, 1, '15:00', '16:00');
  });

  it('say who looked, by kind and not by name', async () => {
    const [ada, auditor] = [await world.person('worker'), await world.person('auditor')];
    await world.call(
      'GET',
      `/organisations/${world.city.organisationId}/audit?subjectId=${ada.personId}`,
      auditor.cookie,
    );
    await world.call('GET', '/me/data', ada.cookie);
    const text = await (await world.call('GET', '/me/data', ada.cookie)).text();
    expect((JSON.parse(text) as MyData).parts.identity!.audit).toMatchObject({
      total: 2,
      entries: [
        { action: 'person.exported', by: 'you', about: 'you', viewed: false },
        { action: 'audit.viewed', by: 'somebody-else', about: 'you', viewed: true },
      ],
    });
    expect(text).not.toContain(auditor.personId);
  });

  it('go at once when the person says so, twice: bookings ahead are given back, past ones are nobody’s', async () => {
    const [ada, other] = [await world.person('worker', 'hub_manager'), await world.person('org_admin', 'worker')];
    const elsewhere = `sid=${await world.api.app.get(SessionService).open(ada.personId, null)}`;
    const past = await world.past(ada.personId);
    await world.invited(ada.personId, other.personId);
    await world.invited(other.personId, ada.personId);
    const { id: ahead } = (await (await world.book(ada.cookie, 2)).json()) as Booking;
    expect((await world.call('GET', '/me', elsewhere)).status).toBe(200);

    const slip = await world.call('DELETE', '/me', ada.cookie);
    expect([slip.status, ((await slip.json()) as Problem).code]).toEqual([400, 'invalid-request']);
    expect((await world.call('GET', '/me', ada.cookie)).status).toBe(200);

    const erased = await world.erase(ada.cookie);
    expect([erased.status, erased.headers.getSetCookie().join()]).toEqual([204, expect.stringContaining('sid=;')]);
    for (const cookie of [ada.cookie, elsewhere]) expect((await world.call('GET', '/me', cookie)).status).toBe(401);

    const bookings = await world.rows(
      `SELECT booking.id, booking.person_id, claim.status FROM booking JOIN claim ON claim.hub_id = booking.hub_id AND claim.booking_id = booking.id
        WHERE booking.id IN ($1, $2) ORDER BY claim.status`,
      past,
      ahead,
    );
    expect(bookings).toEqual([
      { id: ahead, person_id: null, status: 'cancelled' },
      { id: past, person_id: null, status: 'completed' },
    ]);
    expect(await world.tablesWith(ada.personId)).toEqual(['audit_entry', 'outbox']);
    const told = await world.rows<{ payload: { status: string } }>(
      `SELECT payload FROM outbox WHERE topic = 'claim' AND payload ->> 'bookableId' = $1 ORDER BY txid, id`,
      world.hub.desks[2]!.id,
    );
    expect(told.map(({ payload }) => payload.status)).toEqual(['confirmed', 'cancelled']);
    const audited = await world.rows<{ action: string }>(
      `SELECT DISTINCT action FROM audit_entry WHERE subject_id = $1 ORDER BY action`,
      ada.personId,
    );
    expect(audited.map(({ action }) => action)).toEqual([
      'booking.cancelled',
      'membership.revoked',
      'person.erased',
      'session.ended',
    ]);
    expect((await world.book(other.cookie, 2)).status).toBe(201);
  });

  it('begin anew when the same person signs in again', async () => {
    const first = await signIn(world.api.url, 'worker');
    const before = (await (await world.call('GET', '/me', first)).json()) as Me;
    expect((await world.erase(first)).status).toBe(204);
    const again = await signIn(world.api.url, 'worker');
    const after = (await (await world.call('GET', '/me', again)).json()) as Me;
    expect(after.displayName).toBe(before.displayName);
    expect(after.id).not.toBe(before.id);
    expect(await (await world.call('GET', '/me/bookings?scope=past', again)).json()).toMatchObject({ items: [] });
  });

  it('stay when an organisation would be left without an administrator', async () => {
    const organisationId = newId();
    await world.rows(
      `INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'library')`,
      organisationId,
      organisationId,
    );
    const only = await signInStaff(world.api, [inOrganisation('org_admin', organisationId)]);
    await world.book(only.cookie, 3);
    const refused = await world.erase(only.cookie);
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([409, 'last-administrator']);
    expect(await (await world.call('GET', '/me/bookings', only.cookie)).json()).toMatchObject({
      items: [{ status: 'confirmed' }],
    });

    await signInStaff(world.api, [inOrganisation('org_admin', organisationId)]);
    expect((await world.erase(only.cookie)).status).toBe(204);
  });

  it('can not be written for somebody who was just erased', async () => {
    const ada = await world.person();
    const stale = new Actor(ada.personId, 'Ada', []);
    await world.erase(ada.cookie);
    const request = {
      hubId: world.hub.id,
      items: [{ bookableId: world.hub.desks[4]!.id }],
      from: tomorrowAt('10:00'),
      to: tomorrowAt('11:00'),
    };
    const bookings = world.api.app.get(BookingService, { strict: false });
    await expect(bookings.book(stale, request)).rejects.toThrow(NotSignedIn);
    await expect(bookings.book(stale, request, 'key')).rejects.toThrow(NotSignedIn);
  });

  it('have a part for every column that names a person, or a reason why it stays', async () => {
    const parts = world.api.app.get<readonly PersonalDataPart[]>(PERSONAL_DATA, { strict: false });
    const covered = [...parts.flatMap((part) => Object.keys(part.columns)), ...Object.keys(PERSONAL_DATA_THAT_STAYS)];
    const naming = await world.rows<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name IN ('person_id', 'subject_id', 'actor_id')
       UNION
       SELECT conrelid::regclass || '.' || attname FROM pg_constraint
         JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
        WHERE contype = 'f' AND confrelid = 'person'::regclass
        ORDER BY 1`,
    );
    expect(naming.map((row) => row.name)).toEqual(covered.filter((column) => column !== 'person.id').toSorted());
  });
});

describe('Erasing while others work', () => {
  let db: TestDatabase;
  let world: MyDataWorld;

  beforeAll(async () => {
    db = await openPostgres('my_data_race');
    world = await MyDataWorld.open(db, false);
  }, 60_000);
  afterAll(async () => {
    await world?.api.stop();
    await db?.stop();
  });

  it('leaves no booking ahead that is nobody’s, whatever was being booked', async () => {
    for (let round = 0; round < 5; round++) {
      const ada = await world.person();
      const spans = [
        ['08:00', '09:00'],
        ['09:00', '10:00'],
        ['10:00', '11:00'],
        ['11:00', '12:00'],
      ] as const;
      const booking = spans.map(([from, to], n) => world.book(ada.cookie, n, from, to));
      const erasing = world.erase(ada.cookie);
      const answers = await Promise.all([...booking, erasing]);
      expect((await erasing).status).toBe(204);
      expect(answers.map(({ status }) => status).filter((status) => ![201, 204, 401].includes(status))).toEqual([]);
      expect(await world.tablesWith(ada.personId)).toEqual(['audit_entry', 'outbox']);
      const [left] = await world.rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM claim JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
          WHERE booking.person_id IS NULL AND claim.status IN ('held', 'confirmed', 'checked_in')`,
      );
      expect(left!.n).toBe(0);
    }
  });

  it('lets one of the two last administrators go, and not both', async () => {
    const organisationId = newId();
    await world.rows(
      `INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'library')`,
      organisationId,
      organisationId,
    );
    const admins = [1, 2].map(() => signInStaff(world.api, [inOrganisation('org_admin', organisationId)]));
    const answers = await Promise.all((await Promise.all(admins)).map(({ cookie }) => world.erase(cookie)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });
});
