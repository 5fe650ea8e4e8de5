import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const OWN = `person_id = nullif(current_setting('quindici.person_id', true), '')::uuid`;
const ADMINISTERED = `quindici_reaches('quindici.administers', organisation_id)`;
/** Who besides the product itself may see a row and write it. */
const RULES: readonly (readonly [table: string, see: string, write: string])[] = [
  ['person_contact', OWN, OWN],
  ['notice_preference', OWN, OWN],
  ['push_subscription', OWN, OWN],
  ['notice', OWN, 'false'],
  ['webhook', ADMINISTERED, ADMINISTERED],
  // Apart from the webhook, so that not even its administrators can read it again.
  ['webhook_secret', 'false', 'false'],
  ['webhook_delivery', ADMINISTERED, 'false'],
];

/** What persons and other programs are told of what happens to bookings, and how far the outbox was read for it. */
export class Notices1795000022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox_cursor (
        reader text PRIMARY KEY,
        topics text[] NOT NULL,
        txid xid8 NOT NULL,
        id bigint NOT NULL
      )`);
    await runner.query(`INSERT INTO outbox_cursor VALUES ('notices', '{booking}', '0', 0)`);
    await runner.query(`
      CREATE TABLE person_contact (
        person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
        email text NOT NULL,
        source text NOT NULL,
        confirmed boolean NOT NULL,
        code_hash bytea,
        code_expires_at timestamptz,
        tries integer NOT NULL DEFAULT 0,
        CONSTRAINT person_contact_source_known CHECK (source IN ('issuer', 'own')),
        CONSTRAINT person_contact_is_short CHECK (length(email) BETWEEN 3 AND 254)
      )`);
    await runner.query(`
      CREATE TABLE notice_preference (
        person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
        email boolean NOT NULL,
        push boolean NOT NULL,
        app_io boolean NOT NULL,
        language text NOT NULL,
        quiet_from time,
        quiet_to time,
        CONSTRAINT notice_preference_language_known CHECK (language IN ('it', 'en')),
        CONSTRAINT notice_preference_quiet_has_both_ends CHECK (
          (quiet_from IS NULL) = (quiet_to IS NULL) AND (quiet_from IS NULL OR quiet_from <> quiet_to))
      )`);
    await runner.query(`
      CREATE TABLE push_subscription (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        endpoint text NOT NULL,
        p256dh text NOT NULL,
        auth text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT push_subscription_endpoint_once UNIQUE (endpoint),
        CONSTRAINT push_subscription_is_short CHECK (length(endpoint) <= 1000)
      )`);
    await runner.query(`CREATE INDEX push_subscription_person ON push_subscription (person_id)`);
    await runner.query(`
      CREATE TABLE notice (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        event text NOT NULL,
        kind text NOT NULL,
        channel text NOT NULL,
        target uuid,
        facts jsonb NOT NULL,
        state text NOT NULL DEFAULT 'queued',
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        last_error text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        CONSTRAINT notice_once UNIQUE NULLS NOT DISTINCT (event, person_id, channel, target),
        CONSTRAINT notice_channel_known CHECK (channel IN ('email', 'push', 'app_io')),
        CONSTRAINT notice_state_known CHECK (state IN ('queued', 'sent', 'failed', 'dropped'))
      )`);
    await runner.query(`CREATE INDEX notice_due ON notice (due_at) WHERE state = 'queued'`);
    await runner.query(`CREATE INDEX notice_of_person ON notice (person_id, created_at)`);
    await runner.query(`CREATE INDEX notice_age ON notice (created_at)`);
    await runner.query(`
      CREATE TABLE webhook (
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
        id uuid NOT NULL,
        url text NOT NULL,
        events text[] NOT NULL,
        active boolean NOT NULL DEFAULT true,
        failing_since timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT webhook_url_is_short CHECK (length(url) <= 1000)
      )`);
    await runner.query(`
      CREATE TABLE webhook_secret (
        organisation_id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        secret bytea NOT NULL,
        PRIMARY KEY (organisation_id, webhook_id),
        CONSTRAINT webhook_secret_of_webhook FOREIGN KEY (organisation_id, webhook_id) REFERENCES webhook ON DELETE CASCADE,
        CONSTRAINT webhook_secret_is_long CHECK (length(secret) >= 24)
      )`);
    await runner.query(`
      CREATE TABLE webhook_delivery (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        event text NOT NULL,
        type text NOT NULL,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'queued',
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        give_up_at timestamptz NOT NULL,
        last_status integer,
        last_error text,
        answer text,
        created_at timestamptz NOT NULL,
        delivered_at timestamptz,
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT webhook_delivery_of_webhook FOREIGN KEY (organisation_id, webhook_id) REFERENCES webhook ON DELETE CASCADE,
        CONSTRAINT webhook_delivery_once UNIQUE (organisation_id, webhook_id, event),
        CONSTRAINT webhook_delivery_state_known CHECK (state IN ('queued', 'delivered', 'failed')),
        CONSTRAINT webhook_delivery_answer_is_short CHECK (length(answer) <= 1024)
      )`);
    await runner.query(`CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'queued'`);
    await runner.query(`CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at)`);
    for (const [table, see, write] of RULES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
      await runner.query(`CREATE POLICY ${table}_seen ON ${table} FOR SELECT TO quindici_app USING (${see})`);
      await runner.query(`CREATE POLICY ${table}_written ON ${table} TO quindici_app USING (${write})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of RULES.toReversed()) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DROP TABLE outbox_cursor`);
  }
}
