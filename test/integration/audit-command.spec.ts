import { runCommand } from '#apps/quindici';
import { newId } from '#libs/kernel';
import { auditWorld, type AuditWorld } from '../support/audit-world.js';
import { commandServices, type CommandServices } from '../support/command-services.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';

interface Verified {
  readonly organisationId: string;
  readonly fault: string | null;
}

describe('The audit at the command line', () => {
  let db: TestDatabase;
  let world: AuditWorld;
  let commands: CommandServices;

  beforeAll(async () => {
    db = await openPostgres('audit_command');
    world = await auditWorld(db, '2026-11-23T08:00:00Z');
    commands = await commandServices(db);
  });
  afterAll(async () => {
    await commands.close();
    await db.stop();
  });

  const run = async <T>(name: string, args: object): Promise<T> =>
    (await runCommand(commands.services, name, args, () => undefined)) as T;
  const told = async (): Promise<string> => {
    const organisationId = newId();
    await world.tell(organisationId, 3);
    await world.seal();
    return organisationId;
  };

  it('verifies every chain, or the one that is named', async () => {
    const [first, second] = [await told(), await told()];
    const all = await run<Verified[]>('audit verify', { kept: [] });
    expect(all.map(({ organisationId, fault }) => [organisationId, fault])).toEqual(
      expect.arrayContaining([first, second].map((id) => [id, null])),
    );
    expect(await run('audit verify', { organisation: second, kept: [] })).toEqual([
      { organisationId: second, entries: 3, sealed: 3, seals: 1, fault: null },
    ]);
    await db.source.query(
      `DELETE FROM audit_entry WHERE id = (SELECT min(id::text)::uuid FROM audit_entry WHERE organisation_id = $1)`,
      [first],
    );
    const broken = await run<Verified[]>('audit verify', { kept: [] });
    expect(broken.filter(({ fault }) => fault !== null)).toMatchObject([
      { organisationId: first, fault: 'seal 1 does not fit its entries, up to 2026-11-23T08:00:00Z' },
    ]);
  });

  it('prints heads that, kept elsewhere, show a chain that was made anew or is gone', async () => {
    const [anew, gone] = [await told(), await told()];
    const kept = await run<Verified[]>('audit seal-head', {});
    const faults = async (): Promise<unknown> =>
      (await run<Verified[]>('audit verify', { kept }))
        .filter(({ organisationId }) => [anew, gone].includes(organisationId))
        .map(({ fault }) => fault);
    expect(await faults()).toEqual([null, null]);
    await db.source.query(`DELETE FROM audit_seal WHERE organisation_id = ANY ($1)`, [[anew, gone]]);
    await db.source.query(`DELETE FROM audit_entry WHERE organisation_id = $1`, [gone]);
    await world.tell(anew, 1);
    await world.seal();
    expect(await faults()).toEqual(['seal 1 is not the one that was kept', 'seal 1 is not the one that was kept']);
  });
});
