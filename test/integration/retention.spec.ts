import { Test, type TestingModule } from '@nestjs/testing';
import { RetentionJobs, WorkerModule } from '#apps/worker';
import { Clock, FixedClock, newId, Temporal } from '#libs/kernel';
import { ENVIRONMENT, readEnvironment, type RemovalId, removalIds, Retention } from '#libs/platform';
import { databases, type TestDatabase } from '../support/databases.js';
import { type SmallHub, smallHub } from '../support/small-hub.js';

const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');

describe.each(databases)('What is kept for a time only, on $name', ({ name, open }) => {
  const clock = new FixedClock(NOW);
  let db: TestDatabase;
  let hub: SmallHub;
  let personId: string;
  let worker: TestingModule;
  let jobs: RetentionJobs;

  beforeAll(async () => {
    db = await open('retention');
    hub = await smallHub(db);
    personId = newId();
    await rows(`INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, 'test', 'a', 'Ada')`, personId);
    await rows(
      `INSERT INTO device (hub_id, id, kind, name, bookable_id, report_interval_seconds, secret_hash)
       VALUES ($1, $1, 'desk_pir', 'D', $2, 60, sha256('x'))`,
      hub.hubId,
      hub.desks[0]!.id,
    );
    await rows(
      `INSERT INTO machine (organisation_id, id, kind, name, scopes, secret_hash, created_at)
       SELECT organisation_id, $1, 'client', 'M', '{}', sha256('x'), now() FROM hub WHERE id = $1`,
      hub.hubId,
    );
    const embedded = name === 'PGlite' ? { DATABASE_EMBEDDED: '1' } : {};
    worker = await Test.createTestingModule({ imports: [WorkerModule] })
      .overrideProvider(ENVIRONMENT)
      .useValue(
        readEnvironment({
          NODE_ENV: 'test',
          DATABASE_URL: db.url,
          DATABASE_POOL: '4',
          PRESENCE_KEPT_DAYS: '5',
          ...embedded,
        }),
      )
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    jobs = worker.get(RetentionJobs);
  }, 120_000);
  afterAll(async () => {
    await worker?.close();
    await db?.stop();
  });

  const rows = async <Row>(sql: string, ...parameters: unknown[]): Promise<Row[]> =>
    (await db.source.query(sql, parameters)) as Row[];

  const reading = (kind: string) => (age: string) =>
    rows(
      `INSERT INTO reading (hub_id, device_id, at, message_key, kind, value, device_time, received_at)
       VALUES ($1, $1, $2::timestamptz - $3::interval, $3, $4, 1, now(), now())`,
      hub.hubId,
      NOW.toString(),
      age,
      kind,
    );
  const ago = `$1::timestamptz - $2::interval`;
  const insert =
    (sql: string, ...more: unknown[]) =>
    (age: string): Promise<unknown> =>
      rows(sql, NOW.toString(), age, ...more);

  /** How long each is kept, and how a row of that age is made. The audit goes by the clock of the database: its own test shows it. */
  const samples: Readonly<
    Record<Exclude<RemovalId, 'audit-entries'>, readonly [string, string, string, (age: string) => Promise<unknown>]>
  > = {
    'presence-links': ['reading', '5 days', '4 days 23 hours', (age) => reading('motion')(age)],
    'door-readings': ['reading', '30 days', '29 days', (age) => reading('in_total')(age)],
    'sensor-messages': [
      'message_seen',
      '48 hours',
      '47 hours',
      (age) =>
        insert(
          `INSERT INTO message_seen (hub_id, device_id, message_key, received_at) VALUES ($3, $3, $2::text, ${ago})`,
          hub.hubId,
        )(age),
    ],
    'dead-letters': [
      'dead_letter',
      '30 days',
      '29 days',
      insert(
        `INSERT INTO dead_letter (id, topic, payload, reason, received_at) VALUES (gen_random_uuid(), 't', '', 'r', ${ago})`,
      ),
    ],
    'idempotency-keys': [
      'idempotency_key',
      '24 hours',
      '23 hours',
      (age) =>
        insert(
          `INSERT INTO idempotency_key (person_id, key, request_hash, response, created_at) VALUES ($3, $2::text, '', '{}', ${ago})`,
          personId,
        )(age),
    ],
    'quota-weeks': [
      'quota_usage',
      '32 days',
      '28 days',
      (age) =>
        insert(
          `INSERT INTO quota_usage (person_id, scope, quota, period, period_ends, used, allowed) VALUES ($3, $2::text, 'week', $2::text, (${ago})::date, 1, 1)`,
          personId,
        )(age),
    ],
    strikes: [
      'strike',
      '1 minute',
      '-1 minute',
      (age) =>
        insert(
          `WITH missed AS (INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($4, gen_random_uuid(), $3, now()) RETURNING *)
           INSERT INTO strike (person_id, hub_id, booking_id, at, expires_at)
           SELECT person_id, hub_id, id, ${ago} - interval '1 day', ${ago} FROM missed`,
          personId,
          hub.hubId,
        )(age),
    ],
    appeals: [
      'appeal',
      '90 days',
      '89 days',
      (age) =>
        insert(
          `WITH missed AS (INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($4, gen_random_uuid(), $3, now()) RETURNING *)
           INSERT INTO appeal (hub_id, booking_id, person_id, at, reason, restored, outcome)
           SELECT hub_id, id, person_id, ${ago}, 'R', false, 'accepted' FROM missed`,
          personId,
          hub.hubId,
        )(age),
    ],
    sessions: [
      'session',
      '24 hours',
      '23 hours',
      (age) =>
        insert(
          `INSERT INTO session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
         VALUES (gen_random_uuid(), sha256($2::text::bytea), $3, ${ago}, ${ago}, ${ago} + interval '1 day')`,
          personId,
        )(age),
    ],
    'sign-in-attempts': [
      'sign_in_attempt',
      '20 minutes',
      '19 minutes',
      insert(
        `INSERT INTO sign_in_attempt (state_hash, nonce, code_verifier, return_to, created_at) VALUES ($2::text::bytea, 'n', 'c', '/', ${ago})`,
      ),
    ],
    'logout-tokens': [
      'logout_token',
      '1 minute',
      '-1 minute',
      insert(`INSERT INTO logout_token (issuer, jti_hash, expires_at) VALUES ('i', $2::text::bytea, ${ago})`),
    ],
    'access-tokens': [
      'access_token',
      '1 minute',
      '-1 minute',
      (age) =>
        insert(
          `INSERT INTO access_token (token_hash, machine_id, scopes, created_at, expires_at)
         VALUES (sha256($2::text::bytea), $3, '{}', ${ago} - interval '1 hour', ${ago})`,
          hub.hubId,
        )(age),
    ],
    invitations: [
      'invitation',
      '30 days',
      '29 days',
      (age) =>
        insert(
          `INSERT INTO invitation (organisation_id, id, role, label, token_hash, created_at, expires_at)
         SELECT organisation_id, gen_random_uuid(), 'worker', 'A', sha256($2::text::bytea), ${ago} - interval '1 day', ${ago} FROM hub WHERE id = $3`,
          hub.hubId,
        )(age),
    ],
    notices: [
      'notice',
      '30 days',
      '29 days',
      (age) =>
        insert(
          `INSERT INTO notice (id, person_id, event, kind, channel, facts, due_at, created_at)
         SELECT gen_random_uuid(), id, gen_random_uuid()::text, 'confirmed', 'email', '{}', ${ago}, ${ago} FROM person LIMIT 1`,
        )(age),
    ],
    'webhook-deliveries': [
      'webhook_delivery',
      '30 days',
      '29 days',
      (age) =>
        insert(
          `WITH hook AS (
             INSERT INTO webhook (organisation_id, id, url, events, created_at)
             SELECT organisation_id, gen_random_uuid(), 'https://example.org', '{}', now() FROM hub WHERE id = $3 RETURNING organisation_id, id)
           INSERT INTO webhook_delivery (organisation_id, id, webhook_id, event, type, body, due_at, give_up_at, created_at)
           SELECT organisation_id, id, id, 'e', 'booking.confirmed', '{}', ${ago}, ${ago}, ${ago} FROM hook`,
          hub.hubId,
        )(age),
    ],
    holds: [
      'hold',
      '1 day',
      '23 hours',
      (age) =>
        insert(
          `INSERT INTO hold (hub_id, id, secret_hash, during, created_at, expires_at)
         VALUES ($3, gen_random_uuid(), sha256('x'), '[2026-12-01,2026-12-02)', ${ago}, ${ago})`,
          hub.hubId,
        )(age),
    ],
    'waiting-list': [
      'waiting_entry',
      '30 days',
      '29 days',
      (age) =>
        insert(
          `INSERT INTO waiting_entry (hub_id, id, person_id, kind, during, blocked, status, created_at, changed_at, offer_minutes)
         VALUES ($3, gen_random_uuid(), $4, 'desk', '[2026-12-01,2026-12-02)', '[2026-12-01,2026-12-02)', 'left', ${ago}, ${ago}, 15)`,
          hub.hubId,
          personId,
        )(age),
    ],
    consents: [
      'consent',
      '366 days',
      '364 days',
      (age) =>
        insert(
          `INSERT INTO consent (person_id, id, at_desk, label, token_hash, created_at, open_until, ends_at)
         VALUES ($3, gen_random_uuid(), false, 'A', sha256($2::text::bytea), ${ago} - interval '2 days', ${ago} - interval '1 day', ${ago})`,
          personId,
        )(age),
    ],
    guests: [
      'guest_seat',
      '24 hours',
      '23 hours',
      (age) =>
        insert(
          `WITH booked AS (INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($4, gen_random_uuid(), $3, now()) RETURNING *)
           INSERT INTO guest_seat (hub_id, id, booking_id, name, token_hash, created_at, ends_at)
           SELECT hub_id, gen_random_uuid(), id, 'A', sha256($2::text::bytea), ${ago}, ${ago} FROM booked`,
          personId,
          hub.hubId,
        )(age),
    ],
    events: [
      'outbox',
      '10 minutes',
      '9 minutes',
      insert(`INSERT INTO outbox (topic, payload, told_at) VALUES ('network', '{}', ${ago})`),
    ],
    'retention-runs': [
      'retention_run',
      '30 days',
      '29 days',
      insert(`INSERT INTO retention_run (rule, ran_at, id, removed) VALUES ('sample', ${ago}, gen_random_uuid(), 0)`),
    ],
  };

  it.each(Object.entries(samples))(
    '%s are removed at their age and not before, and the run is written down',
    async (id, [table, old, young, make]) => {
      const count = async (): Promise<number> =>
        (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
      const before = await count();
      await make(`${old} 1 second`);
      await make(young);
      expect(await count()).toBe(before + 2);
      expect(await jobs.remove(id as RemovalId)).toBe(1);
      expect(await count()).toBe(before + 1 + (table === 'retention_run' ? 1 : 0));
      const state = await worker.get(Retention).state();
      expect(state.find((rule) => rule.id === id)!.lastRun).toEqual({ rule: id, ranAt: NOW, removed: 1 });
    },
  );

  it('have a rule each, and each rule a remover that runs', async () => {
    for (const id of removalIds) await jobs.remove(id);
    const state = await worker.get(Retention).state();
    expect(state.filter(({ keptFor, lastRun }) => (keptFor === null) !== (lastRun === null))).toEqual([]);
    expect(state.find(({ id }) => id === 'presence-links')!.keptFor).toBe('P5D');
    expect(Object.keys(samples).toSorted()).toEqual(removalIds.filter((id) => id !== 'audit-entries').toSorted());
  });

  it('leaves no link from presence to a booking or a person written down anywhere', async () => {
    const sensing = ['reading', 'presence', 'head_count', 'message_seen', 'device', 'gateway', 'dead_letter'];
    const linking = await rows<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public'
          AND (table_name = ANY ($1) AND column_name ~ '(person|booking|claim|session)'
               OR NOT table_name = ANY ($1) AND column_name ~ '(presence|reading|device)'
                  AND NOT EXISTS (SELECT FROM pg_views WHERE viewname = table_name))`,
      sensing,
    );
    expect(linking).toEqual([]);
  });
});
