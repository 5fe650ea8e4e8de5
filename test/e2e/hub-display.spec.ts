import { type HubDisplay, hubDisplaySchema, type MachineSecret } from '#libs/contracts';
import { FixedClock, newId } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import type { IngestPipeline } from '#libs/telemetry';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { aMachine, asBearer, aToken } from '../support/machines.js';
import { equip, pipelineOn, reading, type Sensors } from '../support/sensors.js';
import { people } from '../support/small-city.js';
import { type SmallHub, smallHub } from '../support/small-hub.js';
import { inOrganisation, signInStaff, type StaffMember } from '../support/staff.js';

/** A Monday, eleven in the morning in Rome; the hub is open from 8 to 20. */
const START = '2026-11-23T10:00:00Z';

describe('GET /api/v1/hubs/{hubId}/display', () => {
  const clock = FixedClock.at(START);
  let db: TestDatabase;
  let api: TestApi;
  let hub: SmallHub;
  let organisationId: string;
  let admin: StaffMember;
  let kiosk: MachineSecret;
  let sensors: Sensors;
  let pipeline: IngestPipeline;
  let personId: string;
  let seq = 0;

  beforeAll(async () => {
    db = await openPostgres('display');
    api = await startApi({ databaseUrl: db.url, clock });
    [personId = ''] = await people(db, 1);
  }, 120_000);
  beforeEach(async () => {
    clock.set(FixedClock.at(START).now());
    hub = await smallHub(db, 4);
    sensors = await equip(db, hub);
    pipeline = pipelineOn(api.app.get(UnitOfWork), clock);
    const [row] = (await db.source.query(`SELECT organisation_id AS id FROM hub WHERE id = $1`, [hub.hubId])) as {
      id: string;
    }[];
    organisationId = row!.id;
    admin = await signInStaff(api, [inOrganisation('org_admin', organisationId)]);
    kiosk = await aMachine(api, admin, organisationId, kioskOf(hub.hubId));
  });
  afterEach(() => pipeline.close());
  afterAll(async () => {
    await api.stop();
    await db.stop();
  });

  const kioskOf = (hubId: string): object => ({ name: newId(), kind: 'kiosk', hubId, scopes: ['hub.display'] });
  const get = (token: string, hubId = hub.hubId, resource = 'display'): Promise<Response> =>
    fetch(`${api.url}/api/v1/hubs/${hubId}/${resource}`, { headers: asBearer(token) });
  const shown = async (): Promise<HubDisplay> => {
    const response = await get(kiosk.secret);
    expect(response.status).toBe(200);
    return hubDisplaySchema.strict().parse(await response.json());
  };
  async function book(desk: number, from: string, to: string): Promise<void> {
    const bookingId = newId();
    await db.source.query(`INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($1, $2, $3, $4)`, [
      hub.hubId,
      bookingId,
      personId,
      START,
    ]);
    const during = [`2026-11-23T${from}:00Z`, `2026-11-23T${to}:00Z`];
    await db.source.query(
      `INSERT INTO claim (hub_id, id, bookable_id, booking_id, kind, status, during, blocked)
       VALUES ($1, $2, $3, $4, 'booking', 'confirmed', tstzrange($5, $6), tstzrange($5, $6))`,
      [hub.hubId, newId(), hub.desks[desk]!.id, bookingId, ...during],
    );
  }

  it('shows each desk free, booked or occupied, until when and from when, and nobody', async () => {
    await book(0, '09:30', '11:00');
    await book(0, '11:00', '12:00');
    await book(1, '14:00', '15:00');
    // Tomorrow in Rome.
    await book(2, '23:00', '23:30');
    for (let minute = 0; minute < 3; minute++) {
      clock.advance({ minutes: 1 });
      const at = clock.now().toString();
      await pipeline.submit(reading(hub.hubId, sensors.desks[3]!, { seq: seq++, at, motion: true }));
    }
    const display = await shown();
    expect(display.desks.map(({ label, state, freeFrom, bookedFrom }) => [label, state, freeFrom, bookedFrom])).toEqual(
      [
        ['D1', 'booked', '2026-11-23T12:00:00Z', null],
        ['D2', 'free', null, '2026-11-23T14:00:00Z'],
        ['D3', 'free', null, null],
        ['D4', 'occupied', null, null],
      ],
    );
    expect(display).toMatchObject({
      open: true,
      timeZone: 'Europe/Rome',
      totals: { desks: 4, free: 2, booked: 1, occupied: 1 },
    });
    expect(JSON.stringify(display)).not.toContain(personId);
  });

  it('shows a kiosk its own hub and nothing else', async () => {
    const other = await smallHub(db, 1);
    expect((await get(kiosk.secret, other.hubId)).status).toBe(403);
    expect((await get(kiosk.secret, newId())).status).toBe(404);
    expect((await get(kiosk.secret, hub.hubId, 'live')).status).toBe(403);
    const machines = `${api.url}/api/v1/organisations/${organisationId}/machines`;
    expect((await fetch(machines, { headers: asBearer(kiosk.secret) })).status).toBe(403);
  });

  it('needs the scope, and the organisation, of whoever asks', async () => {
    const watcher = await aMachine(api, admin, organisationId, { name: newId(), scopes: ['hub.watch'] });
    expect((await get(await aToken(api, watcher))).status).toBe(403);
    const display = await aMachine(api, admin, organisationId, { name: newId(), scopes: ['hub.display'] });
    const token = await aToken(api, display);
    expect((await get(token)).status).toBe(200);
    expect((await get(token, (await smallHub(db, 1)).hubId)).status).toBe(403);
    expect((await fetch(`${api.url}/api/v1/hubs/${hub.hubId}/display`)).status).toBe(401);
  });

  it('goes dark when the kiosk is revoked', async () => {
    expect((await get(kiosk.secret)).status).toBe(200);
    const machine = `${api.url}/api/v1/organisations/${organisationId}/machines/${kiosk.id}`;
    await fetch(machine, { method: 'DELETE', headers: { cookie: admin.cookie } });
    expect((await get(kiosk.secret)).status).toBe(401);
  });
});
