import { ANONYMOUS, elevated, type Tx } from '#libs/platform';
import { databases, type TestDatabase } from '../support/databases.js';

describe.each(databases)('Elevated work on $name', ({ open }) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await open('elevated');
  }, 120_000);
  afterAll(() => db.stop());

  const power = async (tx: Tx): Promise<string> =>
    (await tx.query<{ state: string }>(`SELECT current_setting('quindici.system') AS state`))[0]!.state;

  it('has the power of the product for itself alone, and the audit still names the actor', async () => {
    await db.unitOfWork.run(ANONYMOUS, async (tx) => {
      expect(await power(tx)).toBe('off');
      const inside = await elevated(tx, async (system) => [
        await power(system),
        system.actor.system,
        system.actor.principal,
      ]);
      expect(inside).toEqual(['on', true, ANONYMOUS.principal]);
      expect([await power(tx), tx.actor.system]).toEqual(['off', false]);
    });
  });

  it('gives it up after an error too', async () => {
    await db.unitOfWork.run(ANONYMOUS, async (tx) => {
      await expect(elevated(tx, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await power(tx)).toBe('off');
    });
  });

  it('gives it up after a refused statement, for what goes on from a savepoint, and keeps the error', async () => {
    await db.unitOfWork.run(ANONYMOUS, async (tx) => {
      await tx.query('SAVEPOINT before');
      await expect(elevated(tx, (system) => system.query('SELECT 1/0'))).rejects.toThrow('division by zero');
      await tx.query('ROLLBACK TO SAVEPOINT before');
      expect(await power(tx)).toBe('off');
    });
  });

  it('keeps it when it is nested, until the outermost is done', async () => {
    await db.unitOfWork.run(ANONYMOUS, async (tx) => {
      await elevated(tx, async (outer) => {
        await elevated(outer, power);
        expect(await power(outer)).toBe('on');
      });
      expect(await power(tx)).toBe('off');
    });
  });
});
