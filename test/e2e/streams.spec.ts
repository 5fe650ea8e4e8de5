import { streamEventSchemas } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { OutboxRepository, SYSTEM, UnitOfWork } from '#libs/platform';
import { startApi, signIn, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { EventStream } from '../support/event-stream.js';
import { type SmallHub, smallHub } from '../support/small-hub.js';

const span = { from: '2026-11-23T10:00:00Z', to: '2026-11-23T12:00:00Z' };

describe('GET /api/v1/streams/hubs', () => {
  let db: TestDatabase;
  let api: TestApi;
  let hub: SmallHub;
  let admin: string;
  const open: EventStream[] = [];
  const outbox = new OutboxRepository();

  beforeAll(async () => {
    db = await openPostgres('streams');
    api = await startApi({ databaseUrl: db.url });
    admin = await signIn(api.url, 'administrator');
  }, 120_000);
  beforeEach(async () => {
    hub = await smallHub(db);
  });
  afterEach(() => open.splice(0).forEach((stream) => stream.close()));
  afterAll(async () => {
    await api.stop();
    await db.stop();
  });

  const follow = async (headers: Record<string, string> = {}, ids = hub.hubId): Promise<EventStream> => {
    const stream = await EventStream.open(`${api.url}/api/v1/streams/hubs?ids=${ids}`, headers);
    open.push(stream);
    if (stream.status === 200) await stream.until(({ lastEventId }) => lastEventId !== '');
    return stream;
  };
  const tell = (n: number, topic: 'claim' | 'presence' | 'head-count' = 'claim', hubId = hub.hubId): Promise<void> => {
    const bookableId = hub.desks[0]!.id;
    const payload = {
      claim: { hubId, bookableId, ...span, status: 'confirmed', n },
      presence: { hubId, bookableId, presence: 'occupied', confidence: 0.9, since: span.from, n },
      'head-count': { hubId, headCount: n, at: span.from, n },
    }[topic];
    return api.app.get(UnitOfWork).run(SYSTEM, (tx) => outbox.append(tx, topic, hubId, payload));
  };
  const numbers = (stream: EventStream): unknown[] => stream.events.map(({ data }) => data.n);

  it('tells everybody of claims, and only managers of presence and head count', async () => {
    const [stranger, manager] = [await follow(), await follow({ cookie: admin })];
    await tell(1);
    await tell(2, 'presence');
    await tell(3, 'head-count');
    await tell(4);
    await manager.until(({ events }) => events.length === 4);
    await stranger.until(({ events }) => events.length === 2);
    expect(numbers(stranger)).toEqual([1, 4]);
    for (const { event, data } of manager.events)
      streamEventSchemas[event as keyof typeof streamEventSchemas].parse(data);
    expect(manager.events.map(({ event }) => event)).toEqual(['claim', 'presence', 'headCount', 'claim']);
  });

  it('tells nothing of other hubs', async () => {
    const other = await smallHub(db);
    const stream = await follow();
    await tell(1, 'claim', other.hubId);
    await tell(2);
    await stream.until(({ events }) => events.length === 1);
    expect(numbers(stream)).toEqual([2]);
  });

  it('goes on after the event that the client had last, without a gap and nothing twice', async () => {
    const first = await follow();
    await tell(1);
    await tell(2);
    await first.until(({ events }) => events.length === 2);
    first.close();
    await tell(3);
    const second = await follow({ 'last-event-id': first.events[0]!.id });
    await tell(4);
    await second.until(({ events }) => events.length === 3);
    expect(numbers(second)).toEqual([2, 3, 4]);
  });

  it('misses nothing that happens while the stream is opened, cut and opened again', async () => {
    let stream = await follow();
    const seen: unknown[] = [];
    const state = { telling: true };
    const told = (async () => {
      for (let n = 0; n < 300; n++) await tell(n);
      state.telling = false;
    })();
    while (state.telling) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      stream.close();
      seen.push(...numbers(stream));
      stream = await follow({ 'last-event-id': stream.lastEventId });
    }
    await told;
    await stream.until(({ events }) => events.at(-1)?.data.n === 299 || seen.at(-1) === 299);
    seen.push(...numbers(stream));
    expect(seen).toEqual(Array.from({ length: 300 }, (_, n) => n));
  });

  it('asks the client to begin anew when what it missed is not kept', async () => {
    for (const id of ['0-0', 'nonsense', '99999999999999999999-1']) {
      const stream = await follow({ 'last-event-id': id });
      await stream.until(({ events }) => events.length === 1);
      expect(stream.events[0]!.event).toBe('reset');
      await tell(1);
      await stream.until(({ events }) => events.length === 2);
      stream.close();
    }
  });

  it.each([
    ['none', ''],
    ['what is no id', 'nonsense'],
    ['an empty one', `${newId()},`],
    ['more than fifty', Array.from({ length: 51 }, () => newId()).join()],
  ])('refuses %s', async (_, ids) => {
    expect((await follow({}, ids)).status).toBe(400);
  });

  it('carries the headers of every answer, and says that it is not to be gathered', async () => {
    const { headers } = await follow();
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('opens six streams a caller, and another one once one of them is closed', async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const streams = await Promise.all(Array.from({ length: 6 }, () => follow({ cookie: admin })));
    expect((await follow({ cookie: admin })).status).toBe(503);
    streams[0]!.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await follow({ cookie: admin })).status).toBe(200);
  });

  it('ends at once when the service stops', async () => {
    const brief = await startApi({ databaseUrl: db.url });
    const stream = await EventStream.open(`${brief.url}/api/v1/streams/hubs?ids=${hub.hubId}`);
    await stream.until(({ lastEventId }) => lastEventId !== '');
    const begun = Date.now();
    await brief.stop();
    await stream.until(({ ended }) => ended);
    expect(Date.now() - begun).toBeLessThan(4000);
  });
});
