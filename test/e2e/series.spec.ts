import fc from 'fast-check';
import ICAL from 'ical.js';
import type { BookingPage, CalendarFeed, CalendarFeedState, Problem, Series, SeriesPage } from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { type CityHub, type SmallCity, smallCity } from '../support/small-city.js';
import { inHub, signInStaff, type StaffMember } from '../support/staff.js';

const ZONE = 'Europe/Rome';
const today = Temporal.Now.plainDateISO(ZONE);
const dayAhead = (days: number): string => today.add({ days }).toString();
const local = (days: number, time: string): string =>
  today.add({ days }).toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

describe('Series and calendars over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let city: SmallCity;
  let hub: CityHub;
  let ada: StaffMember;
  let manager: StaffMember;

  beforeAll(async () => {
    db = await openPostgres('e2e_series');
    city = await smallCity(db, { Central: { metres: 1000, desks: 3 } });
    hub = city.hubs[0]!;
    api = await startApi({ databaseUrl: db.url });
    ada = await signInStaff(api, [], { displayName: 'Ada Prova' });
    manager = await signInStaff(api, [inHub('hub_manager', city.organisationId, hub.id)]);
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });

  async function call<T>(
    method: string,
    path: string,
    { cookie = ada.cookie, body, key }: { cookie?: string; body?: unknown; key?: string } = {},
  ): Promise<Answer<T>> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        origin: api.url,
        cookie,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }
  const rule = (first: number, more: object = {}): object => ({
    frequency: 'weekly',
    startDate: dayAhead(first),
    startTime: '10:00',
    endTime: '12:00',
    count: 2,
    ...more,
  });
  const asked = (first: number, desk = 0, more: object = {}): object => ({
    items: [{ bookableId: hub.desks[desk]!.id }],
    rule: rule(first, more),
  });
  const create = (first: number, desk = 0, key?: string): Promise<Answer<Series>> =>
    call('POST', `/hubs/${hub.id}/series`, { body: asked(first, desk), ...(key === undefined ? {} : { key }) });
  const events = (text: string): ICAL.Event[] =>
    new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));

  it('are made, listed, changed and given up', async () => {
    const made = await create(1, 0, 'series-1');
    expect([made.status, made.body.counts]).toEqual([201, { booked: 2, refused: 0, notYet: 0, cancelled: 0 }]);
    expect(made.headers.get('location')).toBe(`/api/v1/hubs/${hub.id}/series/${made.body.id}`);
    expect((await create(1, 0, 'series-1')).body).toEqual(made.body);
    const path = `/hubs/${hub.id}/series/${made.body.id}`;
    expect((await call<Series>('GET', path)).body).toEqual(made.body);
    const { occurrences: _, ...summary } = made.body;
    expect((await call<SeriesPage>('GET', '/me/series')).body).toEqual({ items: [summary], next: null });
    expect((await call<Problem>('GET', path, { cookie: manager.cookie })).body.code).toBe('series-not-found');

    const wish = { scope: 'following', date: dayAhead(8), startTime: '15:00', endTime: '16:00' };
    const following = await call<Series>('PATCH', path, { body: wish });
    expect(following.body.occurrences).toMatchObject([{ state: 'booked', from: local(8, '15:00') }]);
    expect((await call('DELETE', `${path}?scope=all`)).status).toBe(204);
    const mine = await call<BookingPage>('GET', '/me/bookings');
    expect(mine.body.items.map(({ seriesId, from }) => [seriesId, from])).toEqual([
      [following.body.id, local(8, '15:00')],
    ]);
    await call('DELETE', `/hubs/${hub.id}/series/${following.body.id}?scope=this&date=${dayAhead(8)}`);
    expect((await call<BookingPage>('GET', '/me/bookings')).body.items).toEqual([]);
  });

  it('show in the calendar of their person, by an address that can be withdrawn', async () => {
    const { body: series } = await create(2);
    const state = async (): Promise<CalendarFeedState> =>
      (await call<CalendarFeedState>('GET', '/me/calendar-feed')).body;
    expect(await state()).toEqual({ openedAt: null });
    const feed = (await call<CalendarFeed>('POST', '/me/calendar-feed')).body;
    expect(await state()).toEqual({ openedAt: feed.createdAt });
    expect(feed.webcal).toMatch(/^webcal:\/\//);
    const first = await fetch(feed.url);
    const text = await first.text();
    expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-cache',
    ]);
    const etag = first.headers.get('etag')!;
    expect((await fetch(feed.url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const shown = events(text).filter(({ component }) => component.getFirstPropertyValue('status') === 'CONFIRMED');
    expect(shown.map(({ startDate }) => startDate.toJSDate().getTime())).toEqual(
      series.occurrences.map(({ from }) => Date.parse(from!)),
    );

    const booking = series.occurrences[0]!.booking!;
    const path = `/hubs/${hub.id}/bookings/${booking.id}`;
    const file = await call<string>('GET', `${path}/calendar.ics`);
    expect([file.headers.get('content-disposition'), events(file.body)[0]!.uid]).toEqual([
      'attachment; filename="booking.ics"',
      shown[0]!.uid,
    ]);
    await call('DELETE', path);
    const later = await fetch(feed.url, { headers: { 'if-none-match': etag } });
    expect(later.status).toBe(200);
    const gone = events(await later.text()).find(({ uid }) => uid === shown[0]!.uid)!;
    expect([gone.component.getFirstPropertyValue('status'), gone.sequence > shown[0]!.sequence]).toEqual([
      'CANCELLED',
      true,
    ]);

    const anew = (await call<CalendarFeed>('POST', '/me/calendar-feed')).body;
    expect([(await fetch(feed.url)).status, (await fetch(anew.url)).status]).toEqual([404, 200]);
    const [kept] = await db.source.query<{ row: string }[]>(`SELECT calendar_feed::text AS row FROM calendar_feed`);
    expect(kept!.row).not.toContain(/calendars\/(.*)\.ics/.exec(anew.url)![1]);
    expect((await call('DELETE', '/me/calendar-feed')).status).toBe(204);
    expect((await fetch(anew.url)).status).toBe(404);
    await call('DELETE', `/hubs/${hub.id}/series/${series.id}?scope=all`);
  });

  it('show in the calendar of the hub, which only its managers give out, by nobody’s name', async () => {
    const { body: series } = await create(3, 1);
    const path = `/hubs/${hub.id}/calendar-feed`;
    expect((await call('POST', path)).status).toBe(403);
    const feed = (await call<CalendarFeed>('POST', path, { cookie: manager.cookie })).body;
    const text = await (await fetch(feed.url)).text();
    const starts = events(text).map(({ startDate }) => startDate.toJSDate().getTime());
    expect(starts).toEqual(expect.arrayContaining(series.occurrences.map(({ from }) => Date.parse(from!))));
    for (const secret of [ada.personId, 'Ada', series.occurrences[0]!.booking!.id]) expect(text).not.toContain(secret);
    expect((await call('DELETE', path, { cookie: manager.cookie })).status).toBe(204);
    expect((await fetch(feed.url)).status).toBe(404);
    await call('DELETE', `/hubs/${hub.id}/series/${series.id}?scope=all`);
  });

  it.each<[string, object, string]>([
    ['an end before its start', { endTime: '09:00' }, '/rule/endTime'],
    ['no end', { count: undefined }, '/rule/until'],
    ['two ends', { until: dayAhead(40) }, '/rule/until'],
    ['the year 9999', { startDate: '9999-01-01' }, '/rule/startDate'],
    ['a day that does not exist', { startDate: '2027-02-30' }, '/rule/startDate'],
    ['half a week', { interval: 0.5 }, '/rule/interval'],
    ['an eighth day of the week', { weekdays: [8] }, '/rule/weekdays/0'],
    ['25 o’clock', { endTime: '25:00' }, '/rule/endTime'],
    ['a thousand days', { count: 1000 }, '/rule/count'],
    ['a member that nobody knows', { rrule: 'FREQ=DAILY' }, '/rule'],
  ])('are not made of %s', async (_, more, pointer) => {
    const refused = await call<Problem>('POST', `/hubs/${hub.id}/series`, { body: asked(4, 2, more) });
    expect(refused.status).toBe(400);
    expect(refused.body.errors!.map((error) => error.pointer)).toContain(pointer);
  });

  it('take no hostile body: refused, and nothing is written', async () => {
    const rows = async (): Promise<string> =>
      JSON.stringify(
        await db.source.query(
          `SELECT (SELECT count(*) FROM series) AS a, (SELECT count(*) FROM series_occurrence) AS b, (SELECT count(*) FROM claim) AS c,
                  (SELECT md5(string_agg(series::text, '' ORDER BY id)) FROM series) AS d`,
        ),
      );
    const before = await rows();
    const poison = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        '',
        -1,
        1e308,
        '9999-12-31',
        '24:00',
        "'; DROP TABLE series; --",
        '\u0000',
        [],
        {},
        [[]],
        true,
      ),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const fields = [
      'frequency',
      'interval',
      'weekdays',
      'startDate',
      'startTime',
      'endTime',
      'until',
      'exceptions',
    ] as const;
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.tuple(fc.constantFrom(...fields), poison).map(([field, value]) => ({
        items: [{ bookableId: newId() }],
        rule: { ...rule(5), [field]: value },
      })),
      poison.map((items) => ({ items, rule: rule(5) })),
    );
    const patch = fc.record({ scope: poison, date: poison, startTime: poison, items: poison }, { requiredKeys: [] });
    const refused = async (method: string, path: string, body: unknown): Promise<void> => {
      const { status } = await call(method, path, { body });
      expect([status >= 400 && status < 500, status, JSON.stringify(body)]).toEqual([true, status, expect.any(String)]);
    };
    await fc.assert(
      fc.asyncProperty(hostile, (body) => refused('POST', `/hubs/${hub.id}/series`, body)),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(patch, (body) => refused('PATCH', `/hubs/${hub.id}/series/${newId()}`, body)),
      { numRuns: 200 },
    );
    for (const query of ['', '?scope=this', '?scope=all&date=2027-01-01', '?scope=none', '?scope=this&date=yesterday'])
      expect((await call('DELETE', `/hubs/${hub.id}/series/${newId()}${query}`)).status).toBe(400);
    for (const file of ['x.ics', 'a'.repeat(43), `${'a'.repeat(42)}.ics`, `${'a'.repeat(43)}.ics.ics`, '%00.ics'])
      expect((await fetch(`${api.url}/calendars/${file}`)).status).toBe(400);
    expect((await fetch(`${api.url}/calendars/${'a'.repeat(43)}.ics`)).status).toBe(404);
    expect(await rows()).toBe(before);
  });
});
