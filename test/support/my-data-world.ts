import { newId, Temporal } from '#libs/kernel';
import { startApi, type TestApi } from './api.js';
import type { TestDatabase } from './databases.js';
import { type CityHub, type SmallCity, smallCity } from './small-city.js';
import { inHub, inOrganisation, signInStaff, type StaffMember } from './staff.js';

const ZONE = 'Europe/Rome';
const day = Temporal.Now.plainDateISO(ZONE).add({ days: 1 });
export const tomorrowAt = (time: string): string =>
  day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();

/** An API on a database with one hub, and somebody who has something of everything. */
export class MyDataWorld {
  static async open(db: TestDatabase, embedded: boolean): Promise<MyDataWorld> {
    const city = await smallCity(db, { Central: { metres: 1000, desks: 6 } });
    const environment: Readonly<Record<string, string>> = embedded
      ? { DATABASE_EMBEDDED: '1', DATABASE_POOL: '4' }
      : {};
    return new MyDataWorld(db, city, await startApi({ databaseUrl: db.url, environment }));
  }

  private constructor(
    readonly db: TestDatabase,
    readonly city: SmallCity,
    readonly api: TestApi,
  ) {}

  get hub(): CityHub {
    return this.city.hubs[0]!;
  }

  async rows<Row>(sql: string, ...parameters: unknown[]): Promise<Row[]> {
    return this.db.source.query(sql, parameters) as Promise<Row[]>;
  }

  call(method: string, path: string, cookie: string, body?: object): Promise<Response> {
    return fetch(`${this.api.url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        origin: this.api.url,
        'idempotency-key': newId(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  book(cookie: string, desk = 0, from = '10:00', to = '11:00'): Promise<Response> {
    const bookableId = this.hub.desks[desk]!.id;
    return this.call('POST', '/bookings', cookie, {
      hubId: this.hub.id,
      items: [{ bookableId }],
      from: tomorrowAt(from),
      to: tomorrowAt(to),
    });
  }

  /** @returns the id of a booking that is over */
  async past(personId: string): Promise<string> {
    const [id, hubId] = [newId(), this.hub.id];
    const during = '[2026-01-12T09:00:00Z,2026-01-12T12:00:00Z)';
    await this.rows(
      `INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($1, $2, $3, now())`,
      hubId,
      id,
      personId,
    );
    await this.rows(
      `INSERT INTO engagement (person_id, hub_id, booking_id, during, active) VALUES ($3, $1, $2, $4, false)`,
      hubId,
      id,
      personId,
      during,
    );
    await this.rows(
      `INSERT INTO claim (hub_id, id, bookable_id, booking_id, kind, status, during, blocked)
       VALUES ($1, $2, $3, $4, 'booking', 'completed', $5, $5)`,
      hubId,
      newId(),
      this.hub.desks[5]!.id,
      id,
      during,
    );
    return id;
  }

  async person(...roles: ('worker' | 'org_admin' | 'hub_manager' | 'auditor')[]): Promise<StaffMember> {
    const { organisationId } = this.city;
    return signInStaff(
      this.api,
      roles.map((role) =>
        role === 'hub_manager' ? inHub(role, organisationId, this.hub.id) : inOrganisation(role, organisationId),
      ),
      { displayName: 'Ada Prova' },
    );
  }

  async invited(personId: string, by: string): Promise<void> {
    await this.rows(
      `INSERT INTO invitation (organisation_id, id, role, label, token_hash, invited_by, created_at, expires_at, accepted_by, accepted_at)
       VALUES ($1, $2, 'worker', 'Ada Prova', sha256($3), $4, now(), now() + interval '1 day', $5, now())`,
      this.city.organisationId,
      newId(),
      Buffer.from(newId()),
      by,
      personId,
    );
  }

  erase(cookie: string): Promise<Response> {
    return this.call('DELETE', '/me?confirm=erase', cookie);
  }

  /** Every table in which a row holds the text, whatever the column. */
  async tablesWith(text: string): Promise<string[]> {
    const tables = await this.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables)
      if (
        (await this.rows(`SELECT 1 FROM ${name} AS row WHERE row::text LIKE '%' || $1 || '%' LIMIT 1`, text)).length > 0
      )
        found.push(name);
    return found;
  }
}
