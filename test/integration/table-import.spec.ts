import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeImport, importHubs, importMetro, importOrganisations } from '#apps/quindici';
import { HubsService, MetrosService } from '#libs/hubs';
import { OrganisationService } from '#libs/identity';
import { newId } from '#libs/kernel';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { type GridCityFiles, writeGridCity } from '../support/grid-city.js';

describe.each(databases)('Imports from the command line on $name', ({ open }) => {
  let db: TestDatabase;
  let context: CommandServices;
  let folder: string;
  let city: GridCityFiles;

  beforeAll(async () => {
    db = await open('table_import');
    context = await commandServices(db);
    folder = mkdtempSync(join(tmpdir(), 'table-import-'));
    city = writeGridCity(folder);
    await importMetro(context.services, { name: 'Grid', slug: 'grid', osm: city.osm }, () => undefined);
  }, 120_000);
  afterAll(async () => {
    await context.close();
    await db.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (content: string): string => {
    const path = join(folder, 'table');
    writeFileSync(path, content);
    return path;
  };
  const at = (column: number, row: number): string => Object.values(city.at(column, row)).join(',');
  const hubCount = async (): Promise<number> => {
    const { id } = await context.services.get(MetrosService).bySlug('grid');
    return (await context.services.get(HubsService).hubsOfMetro(id)).length;
  };

  it('takes organisations and then their hubs, dry first', async () => {
    const bodies = file('name,kind,ipa_code,parent_name\nRete,library,rete_1,Comune\nComune,municipality,c_x,\n');
    expect(await importOrganisations(context.services, { file: bodies, dryRun: true })).toMatchObject({ kept: false });
    await expect(context.services.get(OrganisationService).resolve('rete_1')).rejects.toMatchObject({
      code: 'organisation-not-found',
    });
    expect(await importOrganisations(context.services, { file: bodies })).toMatchObject({
      kept: true,
      report: { created: 2, refused: [] },
    });
    const hubs = file(`name,lat,lon,desks,rooms\nUno,${at(3, 3)},6,2\nDue,${at(5, 5)},4,0\n`);
    const args = { file: hubs, metro: 'grid', organisation: 'rete_1' };
    expect(await importHubs(context.services, { ...args, dryRun: true })).toMatchObject({ report: { created: 2 } });
    expect(await hubCount()).toBe(0);
    expect(await importHubs(context.services, args)).toMatchObject({ kept: true, report: { created: 2 } });
    expect(await importHubs(context.services, args)).toMatchObject({ report: { created: 0, unchanged: 2 } });
    expect(await hubCount()).toBe(2);
  });

  it('keeps a desk that was booked when a new plan drops it', async () => {
    const [desk] = (await db.source.query(
      `SELECT bookable.hub_id, bookable.id FROM bookable JOIN hub ON hub.id = hub_id WHERE hub.slug = 'uno' AND label = 'A06'`,
    )) as [{ hub_id: string; id: string }];
    await db.source.query(
      `INSERT INTO claim (hub_id, id, bookable_id, kind, status, during, blocked)
       VALUES ($1, $2, $3, 'block', 'completed', '[2026-01-01 09:00Z,2026-01-01 10:00Z)', '[2026-01-01 09:00Z,2026-01-01 10:00Z)')`,
      [desk.hub_id, newId(), desk.id],
    );
    const smaller = file(`name,lat,lon,desks\nUno,${at(3, 3)},2\n`);
    await importHubs(context.services, { file: smaller, metro: 'grid', organisation: 'Rete' });
    const desks = await db.source.query(
      `SELECT label FROM bookable WHERE hub_id = $1 AND kind = 'desk' ORDER BY label`,
      [desk.hub_id],
    );
    expect(desks).toEqual([{ label: 'A01' }, { label: 'A02' }, { label: 'A06' }]);
  });

  it('prints what was refused as a table, and writes nothing', async () => {
    const before = await hubCount();
    const wrong = file(`name,lat,lon,desks,kind\nTre,${at(7, 7)},4,\n"Una\nriga",${at(500, 500)},x,castle\n`);
    const outcome = await importHubs(context.services, { file: wrong, metro: 'grid', organisation: 'Rete' });
    expect(outcome.kept).toBe(false);
    expect(await hubCount()).toBe(before);
    const [counts, head, first, ...rest] = describeImport(outcome).split('\n');
    expect(counts).toBe('2 rows: 1 new, 0 changed, 0 as they were, 1 refused');
    expect(head).toMatch(/^ {2}row {2}name +column +why$/);
    expect(first).toMatch(/^ {2}2 {4}Una riga {2}name +name: must be one line .* \(row-field-invalid\)$/);
    expect(rest.at(-2)).toBe('Nothing was written: mend the rows above, or say --partial.');
  });

  it.each([
    [{ organisation: 'Nessuno' }, 'organisation-not-found'],
    [{ metro: 'atlantis' }, 'metro-not-found'],
    [{ metro: '' }, 'invalid-import'],
    [{ file: '/nowhere.csv' }, 'unreadable-file'],
  ])('refuses %j', async (wrong, code) => {
    const args = { file: file('name,lat,lon\nA,1,1\n'), metro: 'grid', organisation: 'Rete', ...wrong };
    await expect(importHubs(context.services, args)).rejects.toMatchObject({ code });
  });
});
