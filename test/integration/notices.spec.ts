import { createRequire } from 'node:module';
import { createECDH, createHmac, randomBytes } from 'node:crypto';
import webPush from 'web-push';
import { BookingEvents, SeriesService, WaitingListService } from '#libs/booking';
import { type CreateBooking, createSeriesSchema, joinWaitingListSchema, webhookEvents } from '#libs/contracts';
import { Actor } from '#libs/identity';
import { FixedClock, newId, Temporal } from '#libs/kernel';
import { OutboxCursorRepository, OutboxRepository, SYSTEM } from '#libs/platform';
import { PreferenceService, WebhookService } from '#libs/notices';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { Mailbox, noticeWorker, type NoticeWorker, Receiver } from '../support/notice-world.js';
import { type CityHub, people, type SmallCity, smallCity } from '../support/small-city.js';

const NOW = '2026-11-23T08:00:00Z';
/** What web-push encrypts with, for the way back. */
const ece = createRequire(import.meta.url)('http_ece') as {
  decrypt(body: Buffer, options: object): Buffer;
};
const vapid = webPush.generateVAPIDKeys();

describe.each(databases)('Notices on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let city: SmallCity;
  let hub: CityHub;
  let mailbox: Mailbox;
  let receiver: Receiver;
  let worker: NoticeWorker;
  let clock: FixedClock;

  beforeAll(async () => {
    db = await open('notices');
    world = await bookingWorld(db, NOW);
    clock = world.clock;
    const box = await Mailbox.open();
    [mailbox, receiver] = [box, await Receiver.open()];
    worker = await noticeWorker(db, clock, {
      SMTP_URL: box.url,
      MAIL_FROM: 'Quindici <hubs@example.org>',
      PUBLIC_URL: 'https://hubs.example.org',
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      VAPID_SUBJECT: 'mailto:hubs@example.org',
    });
  }, 120_000);
  afterAll(async () => {
    await worker.module.close();
    await Promise.all([mailbox.close(), receiver.close()]);
    await db.stop();
  });

  beforeEach(async () => {
    clock.set(Temporal.Instant.from(NOW));
    city = await smallCity(db, { Central: { metres: 1000, desks: 3 } });
    hub = city.hubs[0]!;
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
    await fill();
    await rows(`DELETE FROM notice`);
    await rows(`DELETE FROM webhook`);
    mailbox.mails.length = receiver.posts.length = 0;
    mailbox.refuse = undefined;
    receiver.answer = { status: 204 };
  });

  const rows = <Row extends object>(sql: string, ...parameters: unknown[]): Promise<Row[]> =>
    db.source.query(sql, parameters) as Promise<Row[]>;
  const someone = async (email: string | null = 'ada@example.org'): Promise<Actor> => {
    const [id] = await people(db, 1);
    if (email !== null)
      await rows(
        `INSERT INTO person_contact (person_id, email, source, confirmed) VALUES ($1, $2, 'own', true)`,
        id,
        email,
      );
    return actorOf(id!);
  };
  const ask = (desk = 0, from = '24T09:00', to = '24T11:00'): CreateBooking => ({
    hubId: hub.id,
    items: [{ bookableId: hub.desks[desk]!.id }],
    from: `2026-11-${from}:00Z`,
    to: `2026-11-${to}:00Z`,
  });
  const states = async (): Promise<string[]> =>
    (
      await rows<{ text: string }>(
        `SELECT kind || ' ' || channel || ' ' || state AS text FROM notice ORDER BY created_at, id`,
      )
    ).map(({ text }) => text);
  /** Reads all that was told: whoever has a transaction open on the same server, in whatever database, holds the outbox's horizon back. */
  const settled = async (): Promise<void> => {
    const hidden = `SELECT 1 FROM outbox WHERE txid >= pg_snapshot_xmin(pg_current_snapshot())`;
    while ((await rows(hidden)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const fill = async (by = worker): Promise<number> => {
    await settled();
    return by.queue.fill();
  };
  const work = async (by = worker): Promise<void> => {
    await fill(by);
    await Promise.all([by.notices.send(), by.webhooks.send()]);
  };

  it('confirm a booking by a letter, with the times of the hub, once', async () => {
    const ada = await someone();
    await world.bookings.book(ada, ask());
    await work();
    await work();
    expect(mailbox.mails.map(({ to }) => to)).toEqual([['ada@example.org']]);
    const { source } = mailbox.mails[0]!;
    const [{ id }] = (await rows<{ id: string }>(`SELECT id FROM notice`)) as [{ id: string }];
    expect(source).toContain(`Message-ID: <${id}@example.org>`);
    expect(source).toMatch(/Subject: Prenotazione confermata: Central/);
    expect(source).toContain('24 novembre 2026, 10:00=E2=80=9312:00');
    expect(await states()).toEqual(['confirmed email sent']);
  });

  it('tell of each event once, however often and by however many it is read', async () => {
    const ada = await someone();
    await world.bookings.book(ada, ask());
    const other = await noticeWorker(db, clock, { SMTP_URL: 'smtp://127.0.0.1:1' });
    const [before] = await rows<{ txid: string; id: string }>(`SELECT txid::text, id::text FROM outbox_cursor`);
    await Promise.all([fill(), fill(other)]);
    await rows(`UPDATE outbox_cursor SET txid = $1::text::xid8, id = $2`, before!.txid, before!.id);
    await Promise.all([fill(other), fill()]);
    await fill();
    expect(await states()).toEqual(['confirmed email queued']);
    await Promise.all([worker.notices.send(), worker.notices.send()]);
    expect(mailbox.mails).toHaveLength(1);
    await other.module.close();
  });

  it('keep in the outbox what is not read yet, however old', async () => {
    const ada = await someone();
    await world.bookings.book(ada, ask());
    const outbox = new OutboxRepository();
    const later = '2100-01-01T00:00:00Z';
    await db.unitOfWork.run(SYSTEM, (tx) => outbox.forget(tx, later));
    await fill();
    expect(await states()).toEqual(['confirmed email queued']);
    await db.unitOfWork.run(SYSTEM, (tx) => outbox.forget(tx, later));
    expect(await rows(`SELECT 1 FROM outbox WHERE topic = 'booking'`)).toEqual([]);
  });

  it('are told again where the one who read them was stopped', async () => {
    const ada = await someone();
    await world.bookings.book(ada, ask());
    const cursor = new OutboxCursorRepository();
    await settled();
    const killed = db.unitOfWork.run(SYSTEM, async (tx) => {
      expect((await cursor.next(tx, 'notices', 10))!.length).toBe(1);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    await work();
    expect(mailbox.mails).toHaveLength(1);
  });

  it('say what others did to all devices, and what one did oneself by letter alone', async () => {
    const ada = await someone();
    const browser = await subscribe(ada, '/browser');
    const booking = await world.bookings.book(ada, ask());
    await work();
    expect([mailbox.mails.length, receiver.posts.length]).toEqual([1, 0]);
    await tellOf(booking.id, 'moved');
    await work();
    expect(mailbox.mails).toHaveLength(2);
    expect(receiver.posts.map(({ path, headers }) => [path, headers['content-encoding'], headers.ttl])).toEqual([
      ['/browser', 'aes128gcm', '86400'],
    ]);
    const message = JSON.parse(browser.read(receiver.posts[0]!.body)) as object;
    expect(message).toMatchObject({
      title: 'La tua prenotazione è stata spostata',
      url: 'https://hubs.example.org/prenotazioni',
    });
  });

  /** A browser of the person, whose push service is the receiver. */
  async function subscribe({ personId }: Actor, path: string): Promise<{ read(body: Buffer): string }> {
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const auth = randomBytes(16);
    await rows(
      `INSERT INTO push_subscription (id, person_id, endpoint, p256dh, auth, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
      newId(),
      personId,
      `${receiver.url}${path}`,
      keys.getPublicKey('base64url'),
      auth.toString('base64url'),
    );
    return {
      read: (body) => ece.decrypt(body, { version: 'aes128gcm', privateKey: keys, authSecret: auth }).toString('utf8'),
    };
  }

  it('forget a browser whose push service says it is gone', async () => {
    const ada = await someone(null);
    await subscribe(ada, `/${newId()}`);
    receiver.answer = { status: 410 };
    const booking = await world.bookings.book(ada, ask());
    await tellOf(booking.id);
    await work();
    expect(await states()).toEqual(['cancelled push failed']);
    expect(await rows(`SELECT 1 FROM push_subscription WHERE person_id = $1`, ada.personId)).toEqual([]);
  });

  const tellOf = (bookingId: string, change: 'moved' | 'cancelled' = 'cancelled'): Promise<void> =>
    db.unitOfWork.run(SYSTEM, (tx) =>
      new BookingEvents(new OutboxRepository()).tell(tx, [{ hubId: hub.id, bookingId, change, by: 'manager' }]),
    );

  it('are tried again while the mail server is out of sorts, and given up after a day', async () => {
    const ada = await someone();
    await world.bookings.book(ada, ask(0, '26T09:00', '26T11:00'));
    mailbox.refuse = { code: 451 };
    await work();
    expect(await states()).toEqual(['confirmed email queued']);
    await worker.notices.send();
    expect((await rows<{ attempts: number }>(`SELECT attempts FROM notice`))[0]!.attempts).toBe(1);
    clock.advance({ minutes: 1 });
    mailbox.refuse = undefined;
    await worker.notices.send();
    expect([mailbox.mails.length, await states()]).toEqual([1, ['confirmed email sent']]);

    await world.bookings.book(await someone(), ask(1, '26T09:00', '26T11:00'));
    mailbox.refuse = { code: 451 };
    for (let hour = 0; hour < 30; hour++) {
      await work();
      clock.advance({ hours: 1 });
    }
    expect((await states()).at(-1)).toBe('confirmed email failed');
  });

  it('are given up at once where the mailbox is not there', async () => {
    await world.bookings.book(await someone(), ask());
    mailbox.refuse = { code: 550 };
    await work();
    expect(await states()).toEqual(['confirmed email failed']);
  });

  it('are sent by another worker when the one that took them is gone', async () => {
    await world.bookings.book(await someone(), ask());
    await fill();
    // As of a worker that was killed after it took the notice.
    await rows(`UPDATE notice SET attempts = 1, due_at = $1`, clock.now().add({ minutes: 5 }).toString());
    await worker.notices.send();
    expect(mailbox.mails).toHaveLength(0);
    clock.advance({ minutes: 5 });
    await worker.notices.send();
    expect(mailbox.mails).toHaveLength(1);
  });

  it('wait for the end of the quiet hours, and go to nobody who does not want them', async () => {
    clock.set(Temporal.Instant.from('2026-11-23T22:30:00Z'));
    const [ada, bob] = [await someone(), await someone('bob@example.org')];
    const preferences = worker.module.get(PreferenceService);
    await preferences.change(ada, { quietHours: { from: '22:00', to: '07:00' }, language: 'en' });
    await preferences.change(bob, { email: { on: false } });
    await world.bookings.book(ada, ask());
    await world.bookings.book(bob, ask(1));
    await work();
    expect([mailbox.mails.length, await states()]).toEqual([0, ['confirmed email queued']]);
    clock.set(Temporal.Instant.from('2026-11-24T06:00:00Z'));
    await work();
    expect(mailbox.mails.map(({ to, source }) => [to, /Subject: Booking confirmed/.test(source)])).toEqual([
      [['ada@example.org'], true],
    ]);
  });

  it('tell the next in line at once what is held for them, and not once it has run out', async () => {
    const [ada, bob] = [await someone(), await someone('bob@example.org')];
    await worker.module.get(PreferenceService).change(bob, { quietHours: { from: '08:00', to: '12:00' } });
    const { items, from, to } = ask();
    const waiting = world.module.get(WaitingListService, { strict: false });
    const offer = async (): Promise<void> => {
      const held = await world.bookings.book(ada, ask());
      await waiting.join(bob, hub.id, joinWaitingListSchema.parse({ item: items[0], from, to }));
      await world.bookings.cancel(ada, hub.id, held.id);
      await fill();
    };
    await offer();
    await worker.notices.send();
    const letters = mailbox.mails.filter(({ to: [address] }) => address === 'bob@example.org');
    expect(letters.map(({ source }) => /luned=C3=AC 23 novembre, 09:15/.test(source))).toEqual([true]);
    clock.advance({ minutes: 15 });
    await world.housekeeping.sweep();
    await rows(`DELETE FROM notice`);
    await offer();
    clock.advance({ minutes: 15 });
    await worker.notices.send();
    expect(await states()).toContain('offered email dropped');
  });

  it('tell of a series by one letter, with the days that could not be had', async () => {
    const ada = await someone();
    await world.bookings.book(await someone(null), ask(0, '25T09:00', '25T11:00'));
    const { items } = ask();
    const rule = { frequency: 'daily', startDate: '2026-11-24', startTime: '10:00', endTime: '12:00', count: 4 };
    await world.module
      .get(SeriesService, { strict: false })
      .create(ada, hub.id, createSeriesSchema.parse({ items, rule }));
    await work();
    expect(await states()).toEqual(['series email sent']);
    const { source } = mailbox.mails[0]!;
    expect(source).toContain('24 novembre 2026, 10:00=E2=80=9312:00');
    expect(source).toContain('e altre 2 prenotazioni');
    expect(source).toContain('Un giorno non era libero');
  });

  it('go to an address once its owner has typed the code that was sent there', async () => {
    const ada = await someone(null);
    const preferences = worker.module.get(PreferenceService);
    const shown = await preferences.change(ada, { email: { address: 'new@example.org' } });
    expect(shown.email).toEqual({ on: true, address: 'new@example.org', confirmed: false });
    await world.bookings.book(ada, ask());
    await work();
    expect(mailbox.mails.map(({ to }) => to)).toEqual([['new@example.org']]);
    const code = /Il codice =C3=A8 (\d{8})/.exec(mailbox.mails[0]!.source)![1]!;
    expect(JSON.stringify(await rows(`SELECT * FROM notice`))).not.toContain(code);
    const wrong = code === '00000000' ? '11111111' : '00000000';
    await expect(preferences.confirm(ada, wrong)).rejects.toMatchObject({ code: 'address-code-refused' });
    expect((await preferences.confirm(ada, code)).email.confirmed).toBe(true);
    await expect(preferences.confirm(ada, code)).rejects.toMatchObject({ code: 'address-code-refused' });
  });

  it('let a code be guessed five times, and be sent five times a day', async () => {
    const ada = await someone(null);
    const preferences = worker.module.get(PreferenceService);
    for (let n = 0; n < 5; n++) await preferences.change(ada, { email: { address: `n${n}@example.org` } });
    const sixth = preferences.change(ada, { email: { address: 'n6@example.org' } });
    await expect(sixth).rejects.toMatchObject({ code: 'too-many-codes' });
    const [last] = await rows<{ code: string }>(`SELECT facts ->> 'code' AS code FROM notice ORDER BY id DESC LIMIT 1`);
    const wrong = last!.code === '00000000' ? '11111111' : '00000000';
    for (let n = 0; n < 5; n++) await expect(preferences.confirm(ada, wrong)).rejects.toThrow();
    await expect(preferences.confirm(ada, last!.code)).rejects.toMatchObject({ code: 'address-code-refused' });
  });

  describe('to webhooks', () => {
    const administrator = (): Actor =>
      actorOf(newId(), { role: 'org_admin', organisationId: city.organisationId, hubId: null });
    const hook = async (): Promise<{ readonly id: string; readonly secret: string }> =>
      worker.module
        .get(WebhookService)
        .create(administrator(), city.organisationId, { url: `${receiver.url}/hook`, events: [...webhookEvents] });
    const deliveries = (): Promise<
      { id: string; state: string; attempts: number; last_error: string; answer: string }[]
    > => rows(`SELECT id, state, attempts, last_error, answer FROM webhook_delivery ORDER BY created_at, id`);

    it('are signed, and name nobody', async () => {
      const { secret } = await hook();
      const ada = await someone();
      const booking = await world.bookings.book(ada, ask());
      await work();
      const [{ headers, body }] = receiver.posts as [(typeof receiver.posts)[0]];
      const text = body.toString('utf8');
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
      const mac = createHmac('sha256', key).update(signed).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${mac}`);
      expect(JSON.parse(text)).toMatchObject({
        type: 'booking.confirmed',
        data: { hubId: hub.id, bookingId: booking.id, from: '2026-11-24T09:00:00Z', bookables: [{ label: 'D1' }] },
      });
      expect(text).not.toContain(ada.personId);
      expect((await deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([['delivered', 1]]);
    });

    it('survive the death of the process that was delivering', async () => {
      await hook();
      await world.bookings.book(await someone(), ask());
      await fill();
      const dying = await noticeWorker(db, clock);
      // A receiver that never answers keeps it busy until it is killed: its transaction is over, its lease is not.
      await rows(`UPDATE webhook_delivery SET attempts = 1, due_at = $1`, clock.now().add({ minutes: 1 }).toString());
      await dying.module.close();
      expect(await worker.webhooks.send()).toBe(0);
      clock.advance({ minutes: 1 });
      await Promise.all([worker.webhooks.send(), worker.webhooks.send()]);
      expect([receiver.posts.length, (await deliveries())[0]!.state]).toEqual([1, 'delivered']);
    });

    it('are tried again after a failure, keep a kilobyte of what was said, and follow no redirect', async () => {
      await hook();
      await world.bookings.book(await someone(), ask());
      receiver.answer = { status: 302, headers: { location: `${receiver.url}/elsewhere` }, body: 'x'.repeat(5000) };
      await work();
      expect((await deliveries())[0]).toMatchObject({ state: 'queued', last_error: 'the receiver says 302' });
      expect((await deliveries())[0]!.answer).toHaveLength(1024);
      expect(receiver.posts.map(({ path }) => path)).toEqual(['/hook']);
      receiver.answer = { status: 200 };
      clock.advance({ minutes: 1 });
      await worker.webhooks.send();
      const ids = receiver.posts.map(({ headers }) => headers['webhook-id']);
      expect([ids.length, new Set(ids).size, (await deliveries())[0]!.state]).toEqual([2, 1, 'delivered']);
    });

    it('end after three days of failures, and begin again with a replay', async () => {
      const { id } = await hook();
      await world.bookings.book(await someone(), ask(0, '30T09:00', '30T11:00'));
      receiver.answer = { status: 500 };
      for (let quarter = 0; quarter < 14; quarter++) {
        await work();
        clock.advance({ hours: 6 });
      }
      expect(await rows(`SELECT active FROM webhook`)).toEqual([{ active: false }]);
      expect(await rows(`SELECT action FROM audit_entry WHERE object = $1 ORDER BY id`, `webhook/${id}`)).toEqual([
        { action: 'webhook.created' },
        { action: 'webhook.shut-off' },
      ]);
      const before = receiver.posts.length;
      await work();
      expect(receiver.posts).toHaveLength(before);
      receiver.answer = { status: 200 };
      const [delivery] = await deliveries();
      await worker.module.get(WebhookService).replay(administrator(), city.organisationId, id, delivery!.id);
      await work();
      expect([receiver.posts.length, (await deliveries())[0]!.state]).toEqual([before + 1, 'delivered']);
      expect(await rows(`SELECT active, failing_since FROM webhook`)).toEqual([{ active: true, failing_since: null }]);
    });

    it('never reach into our own network in production', async () => {
      await hook();
      await world.bookings.book(await someone(), ask());
      await fill();
      await rows(
        `UPDATE webhook SET url = $1`,
        receiver.url.replace('http:', 'https:').replace('127.0.0.1', 'localhost'),
      );
      const production = await noticeWorker(db, clock, { NODE_ENV: 'production' });
      await production.webhooks.send();
      expect(await deliveries()).toMatchObject([{ state: 'failed', last_error: 'Not sent: not a public address' }]);
      expect(receiver.posts).toHaveLength(0);
      await production.module.close();
    });
  });
});
