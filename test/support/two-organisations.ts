import { randomBytes } from 'node:crypto';
import { Actor, type Membership } from '#libs/identity';
import { newId } from '#libs/kernel';
import type { TestDatabase } from './databases.js';
import { type SmallHub, smallHub } from './small-hub.js';

export interface PeopledOrganisation extends SmallHub {
  readonly metro: string;
  readonly ids: Readonly<Record<(typeof KEYS)[number], string>>;
  readonly organisationId: string;
  readonly personId: string;
  readonly administrator: Actor;
  /** Of everything that concerns nobody else: none of them may ever be seen by another organisation */
  readonly privateIds: readonly string[];
}

/**
 * An organisation with one hub, and a row in every table that is nobody else's business.
 * @param parent if given, the hub is another one of its organisation
 */
export async function peopledOrganisation(
  db: TestDatabase,
  parent?: Pick<PeopledOrganisation, 'organisationId'>,
): Promise<PeopledOrganisation> {
  const hub = await smallHub(db, 2);
  if (parent !== undefined)
    await db.source.query(`UPDATE hub SET organisation_id = $1 WHERE id = $2`, [parent.organisationId, hub.hubId]);
  const run = <Row>(sql: string, parameters: unknown[]): Promise<Row[]> => db.source.query(sql, parameters);
  const [found] = await run<{ organisation_id: string; slug: string }>(
    `SELECT organisation_id, metro.slug FROM hub JOIN metro ON metro.id = metro_id WHERE hub.id = $1`,
    [hub.hubId],
  );
  const organisationId = found!.organisation_id;
  const ids = Object.fromEntries(KEYS.map((key) => [key, newId()])) as Record<(typeof KEYS)[number], string>;
  const hash = (): Buffer => randomBytes(32);
  const rows: readonly (readonly [string, unknown[]])[] = [
    [
      `INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, 'test', $2, 'Member')`,
      [ids.person, ids.person],
    ],
    [
      `INSERT INTO membership (id, person_id, organisation_id, role) VALUES ($1, $2, $3, 'hub_manager')`,
      [ids.membership, ids.person, organisationId],
    ],
    [
      `INSERT INTO session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, now(), now(), now() + interval '1 day')`,
      [ids.session, hash(), ids.person],
    ],
    [
      `INSERT INTO invitation (organisation_id, id, role, label, token_hash, created_at, expires_at)
       VALUES ($1, $2, 'worker', 'Somebody', $3, now(), now() + interval '1 day')`,
      [organisationId, ids.invitation, hash()],
    ],
    [
      `INSERT INTO machine (organisation_id, id, kind, name, scopes, secret_hash, created_at)
       VALUES ($1, $2, 'client', 'Machine ' || left($2::uuid::text, 40), '{}', $3, now())`,
      [organisationId, ids.machine, hash()],
    ],
    [
      `INSERT INTO access_token (token_hash, machine_id, scopes, created_at, expires_at)
       VALUES ($1, $2, '{}', now(), now() + interval '1 hour')`,
      [hash(), ids.machine],
    ],
    [
      `INSERT INTO scim_user (organisation_id, id, external_id, user_name, display_name, active, person_id, created_at, changed_at)
       VALUES ($1, $2, $4, $4, 'Member', true, $3, now(), now())`,
      [organisationId, ids.scimUser, ids.person, `subject-${ids.person}`],
    ],
    [
      `INSERT INTO scim_group (organisation_id, id, display_name, role, created_at, changed_at)
       VALUES ($1, $2, $3, 'worker', now(), now())`,
      [organisationId, ids.scimGroup, `worker-${ids.scimGroup}`],
    ],
    [
      `INSERT INTO scim_group_member (organisation_id, group_id, user_id) VALUES ($1, $2, $3)`,
      [organisationId, ids.scimGroup, ids.scimUser],
    ],
    [
      `INSERT INTO device (hub_id, id, kind, name, bookable_id, report_interval_seconds, secret_hash)
       VALUES ($1, $2, 'desk_pir', 'Sensor', $3, 60, $4)`,
      [hub.hubId, ids.device, hub.desks[0]!.id, hash()],
    ],
    [
      `INSERT INTO gateway (hub_id, id, name, secret_hash) VALUES ($1, $2, 'Gateway', $3)`,
      [hub.hubId, ids.gateway, hash()],
    ],
    [
      `INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($1, $2, $3, now())`,
      [hub.hubId, ids.booking, ids.person],
    ],
    [
      `INSERT INTO engagement (person_id, hub_id, booking_id, during, active)
       VALUES ($1, $2, $3, tstzrange(now(), now() + interval '1 hour'), true)`,
      [ids.person, hub.hubId, ids.booking],
    ],
    [
      `INSERT INTO series (hub_id, id, person_id, items, rule, last_date, created_at)
       VALUES ($1, $2, $3, '[]', '{}', current_date + 7, now())`,
      [hub.hubId, ids.series, ids.person],
    ],
    [
      `INSERT INTO series_occurrence (hub_id, series_id, date, state, settled, booking_id) VALUES ($1, $2, current_date, 'booked', 1, $3)`,
      [hub.hubId, ids.series, ids.booking],
    ],
    [
      `INSERT INTO calendar_feed (id, person_id, token_hash, created_at) VALUES ($1, $2, $3, now())`,
      [ids.calendarFeed, ids.person, hash()],
    ],
    [
      `INSERT INTO strike (person_id, hub_id, booking_id, at, expires_at) VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
      [ids.person, hub.hubId, ids.booking],
    ],
    [
      `INSERT INTO appeal (hub_id, booking_id, person_id, at, reason, restored, outcome) VALUES ($1, $2, $3, now(), 'There', false, 'waiting')`,
      [hub.hubId, ids.booking, ids.person],
    ],
    [
      `INSERT INTO hold (hub_id, id, person_id, secret_hash, during, created_at, expires_at)
       VALUES ($1, $2, $3, $4, tstzrange(now(), now() + interval '1 hour'), now(), now() + interval '5 minutes')`,
      [hub.hubId, ids.hold, ids.person, hash()],
    ],
    [
      `INSERT INTO waiting_entry (hub_id, id, person_id, kind, during, blocked, status, created_at, changed_at, offer_minutes)
       SELECT $1, $2, $3, 'desk', span, span, 'waiting', now(), now(), 15 FROM tstzrange(now() + interval '1 day', now() + interval '2 days') AS span`,
      [hub.hubId, ids.entry, ids.person],
    ],
    [
      `INSERT INTO approval (hub_id, booking_id, asked_at, due_at) VALUES ($1, $2, now(), now() + interval '1 hour')`,
      [hub.hubId, ids.booking],
    ],
    [
      `INSERT INTO consent (person_id, id, at_desk, label, token_hash, created_at, open_until, ends_at)
       VALUES ($1, $2, false, 'Somebody', $3, now(), now() + interval '1 day', now() + interval '1 year')`,
      [ids.person, ids.consent, hash()],
    ],
    [
      `INSERT INTO consent_log (person_id, id, consent_id, at, what) VALUES ($1, gen_random_uuid(), $2, now(), 'offered')`,
      [ids.person, ids.consent],
    ],
    [
      `INSERT INTO guest_seat (hub_id, id, booking_id, name, token_hash, created_at, ends_at)
       VALUES ($1, $2, $3, 'Somebody', $4, now(), now() + interval '1 hour')`,
      [hub.hubId, ids.guest, ids.booking, hash()],
    ],
    [
      `INSERT INTO favourite (person_id, hub_id, bookable_id, created_at) VALUES ($1, $2, $3, now())`,
      [ids.person, hub.hubId, hub.desks[0]!.id],
    ],
    [
      `INSERT INTO closure (hub_id, id, during, reason, created_by, created_at)
       VALUES ($1, $2, tstzrange(now(), now() + interval '1 hour'), 'Water', $3, now())`,
      [hub.hubId, ids.closure, ids.person],
    ],
    [
      `INSERT INTO idempotency_key (person_id, key, request_hash, response, created_at) VALUES ($1, 'key', '\\x00', '{}', now())`,
      [ids.person],
    ],
    [
      `INSERT INTO person_contact (person_id, email, source, confirmed) VALUES ($1, $2, 'own', true)`,
      [ids.person, `${ids.person}@example.org`],
    ],
    [
      `INSERT INTO notice_preference (person_id, email, push, app_io, language) VALUES ($1, true, true, false, 'it')`,
      [ids.person],
    ],
    [
      `INSERT INTO push_subscription (id, person_id, endpoint, p256dh, auth, created_at)
       VALUES ($1, $2, 'https://push.example.org/' || $1::uuid, 'key', 'auth', now())`,
      [ids.subscription, ids.person],
    ],
    [
      `INSERT INTO notice (id, person_id, event, kind, channel, facts, due_at, created_at)
       VALUES ($1, $2, 'test', 'confirmed', 'email', '{}', now(), now())`,
      [ids.notice, ids.person],
    ],
    [
      `INSERT INTO webhook (organisation_id, id, url, events, created_at) VALUES ($1, $2, 'https://example.org', '{}', now())`,
      [organisationId, ids.webhook],
    ],
    [
      `INSERT INTO webhook_secret (organisation_id, webhook_id, secret) VALUES ($1, $2, $3)`,
      [organisationId, ids.webhook, hash()],
    ],
    [
      `INSERT INTO webhook_delivery (organisation_id, id, webhook_id, event, type, body, state, due_at, give_up_at, created_at)
       VALUES ($1, $2, $3, 'test', 'booking.confirmed', '{}', 'delivered', now(), now(), now())`,
      [organisationId, ids.delivery, ids.webhook],
    ],
    [
      `INSERT INTO audit_entry (organisation_id, id, at, actor_kind, actor_id, action, viewed, subject_id, detail)
       VALUES ($1, $2, now(), 'person', $3, 'test.done', false, $3, '{}')`,
      [organisationId, ids.auditEntry, ids.person],
    ],
    [
      `INSERT INTO audit_seal
         (organisation_id, number, form, up_to_txid, up_to_id, entries, entries_hash, previous_hash, hash, sealed_at)
       VALUES ($1, (SELECT count(*) + 1 FROM audit_seal WHERE organisation_id = $1), 1, pg_current_xact_id(), $2, 1, $3, $3, $3, now())`,
      [organisationId, ids.auditEntry, hash()],
    ],
  ];
  for (const [sql, parameters] of rows) await run(sql, parameters);
  const membership: Membership = { role: 'org_admin', organisationId, hubId: null };
  return {
    ...hub,
    ids,
    metro: found!.slug,
    organisationId,
    personId: ids.person,
    administrator: new Actor(newId(), 'Administrator', [membership, { ...membership, role: 'auditor' }]),
    privateIds: Object.values(ids),
  };
}

const KEYS = [
  'person',
  'membership',
  'session',
  'invitation',
  'machine',
  'scimUser',
  'scimGroup',
  'device',
  'gateway',
  'booking',
  'series',
  'calendarFeed',
  'hold',
  'entry',
  'closure',
  'consent',
  'guest',
  'auditEntry',
  'notice',
  'subscription',
  'webhook',
  'delivery',
] as const;
