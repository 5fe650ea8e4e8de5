import { ANONYMOUS, comparePositions, OutboxRepository, SYSTEM } from '#libs/platform';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';

describe.each(databases)('The outbox on $name', ({ open }) => {
  let db: TestDatabase;
  const outbox = new OutboxRepository();

  beforeAll(async () => {
    db = await open('outbox');
  }, 120_000);
  afterAll(() => db.stop());

  it('hands on what was committed, in order, from a position', async () => {
    const start = await db.unitOfWork.run(SYSTEM, (tx) => outbox.head(tx));
    for (const n of [1, 2, 3]) await db.unitOfWork.run(SYSTEM, (tx) => outbox.append(tx, 'claim', null, { n }));
    const events = await db.unitOfWork.run(SYSTEM, (tx) => outbox.after(tx, start, 10));
    expect(events.map((event) => event.payload.n)).toEqual([1, 2, 3]);
    expect(comparePositions(events[0]!.position, events[2]!.position)).toBe(-1);

    const rest = await db.unitOfWork.run(SYSTEM, (tx) => outbox.after(tx, events[1]!.position, 10));
    expect(rest.map((event) => event.payload.n)).toEqual([3]);
  });

  it('says nothing of what was rolled back', async () => {
    const start = await db.unitOfWork.run(SYSTEM, (tx) => outbox.head(tx));
    const failed = db.unitOfWork.run(SYSTEM, async (tx) => {
      await outbox.append(tx, 'claim', null, { n: 1 });
      throw new Error('changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    expect(await db.unitOfWork.run(SYSTEM, (tx) => outbox.after(tx, start, 10))).toEqual([]);
  });

  it('wakes its readers after a commit that told something, and only then', async () => {
    let woken = 0;
    const stop = db.signal.onCommit(() => woken++);
    await db.unitOfWork.run(SYSTEM, (tx) => outbox.head(tx));
    expect(woken).toBe(0);
    await db.unitOfWork.run(SYSTEM, (tx) => outbox.append(tx, 'claim', null, {}));
    expect(woken).toBe(1);
    stop();
  });

  it('knows whether a position is still kept', async () => {
    const start = await db.unitOfWork.run(SYSTEM, (tx) => outbox.head(tx));
    await db.unitOfWork.run(SYSTEM, (tx) => outbox.append(tx, 'claim', null, {}));
    expect(await db.unitOfWork.run(SYSTEM, (tx) => outbox.keeps(tx, start))).toBe(true);
    await db.unitOfWork.run(SYSTEM, (tx) => outbox.forget(tx, '2199-01-01T00:00:00Z'));
    expect(await db.unitOfWork.run(SYSTEM, (tx) => outbox.keeps(tx, start))).toBe(false);
    expect(await db.unitOfWork.run(SYSTEM, (tx) => outbox.keeps(tx, 'nonsense'))).toBe(false);
  });

  it('works as a role that row-level security binds, whoever signed in to the database', async () => {
    const [row] = await db.unitOfWork.run(ANONYMOUS, (tx) =>
      tx.query<{ role: string; superuser: boolean }>(
        `SELECT current_user AS role, (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS superuser`,
      ),
    );
    expect(row).toEqual({ role: 'quindici_app', superuser: false });
  });

  it('leaves no role and no actor behind for the next unit of work on the session', async () => {
    await db.unitOfWork.run({ ...SYSTEM, personId: '019ab000-0000-7000-8000-000000000001' }, (tx) =>
      tx.query('SELECT 1'),
    );
    const [row] = (await db.source.query(
      `SELECT current_user = session_user AS own_role, coalesce(current_setting('quindici.person_id', true), '') AS person`,
    )) as [{ own_role: boolean; person: string }];
    expect(row).toEqual({ own_role: true, person: '' });
  });
});

describe('The outbox under overlapping commits', () => {
  let db: TestDatabase;
  const outbox = new OutboxRepository();

  beforeAll(async () => {
    db = await openPostgres('outbox_race');
  });
  afterAll(() => db.stop());

  it('does not skip the transaction that began first and committed last', async () => {
    let position = await db.unitOfWork.run(SYSTEM, (tx) => outbox.head(tx));
    const seen: unknown[] = [];
    const read = async (): Promise<void> => {
      const events = await db.unitOfWork.run(SYSTEM, (tx) => outbox.after(tx, position, 10));
      position = events.at(-1)?.position ?? position;
      seen.push(...events.map((event) => event.payload.name));
    };
    await db.unitOfWork.run(SYSTEM, async (slow) => {
      await outbox.append(slow, 'claim', null, { name: 'slow' });
      await slow.query('SELECT');
      await db.unitOfWork.run(SYSTEM, (quick) => outbox.append(quick, 'claim', null, { name: 'quick' }));
      await read();
    });
    // A transaction of another test on the same server may hold readers back.
    for (let tries = 0; tries < 100 && seen.length < 2; tries++) {
      await read();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(seen).toEqual(['slow', 'quick']);
  });
});
