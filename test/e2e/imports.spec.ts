import type { Hub, ImportReport, Organisation, Problem } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { TravelService } from '#libs/travel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { onMainStreet, type SmallCity, smallCity } from '../support/small-city.js';
import { anOrganisation, inNetwork, inOrganisation, signInStaff, type TestOrganisation } from '../support/staff.js';

interface Sent {
  readonly type?: string;
  readonly cookie?: string | undefined;
  readonly language?: string;
}

interface Hostile {
  readonly body: string | Uint8Array;
  readonly status: number;
  readonly code: string;
  readonly type?: string;
}

/** Attempts that were refused are told of too, but not as imports. */
const IMPORTS = `(SELECT * FROM audit_entry WHERE action LIKE '%.imported')`;

const at = (metres: number): string => {
  const { lat, lon } = onMainStreet(metres);
  return `${lat},${lon}`;
};

describe('Imports over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let city: SmallCity;
  let own: TestOrganisation;
  let admin: string;
  let network: string;
  let count = 0;

  beforeAll(async () => {
    db = await openPostgres('imports');
    api = await startApi({ databaseUrl: db.url });
    city = await smallCity(db, { Theirs: { metres: 500, desks: 2 } });
    api.app.get(TravelService, { strict: false }).useNetwork(city.metroId, city.network);
    network = (await signInStaff(api, [inNetwork('network_admin')])).cookie;
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await db.stop();
  });
  beforeEach(async () => {
    own = await anOrganisation(api, `Rete ${++count}`, 0);
    admin = (await signInStaff(api, [inOrganisation('org_admin', own.id)])).cookie;
  });

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what is expected of the answer
  const send = async <T = ImportReport>(
    path: string,
    body: string | Uint8Array,
    { type = 'text/csv', cookie, language = 'en' }: Sent,
  ) => {
    const headers = { 'content-type': type, 'accept-language': language, ...(cookie === undefined ? {} : { cookie }) };
    const response = await fetch(`${api.url}/api/v1${path}`, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as T };
  };
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what is expected of the answer
  const hubs = <T = ImportReport>(body: string | Uint8Array, query = '', sent: Sent = {}, id = own.id) =>
    send<T>(`/organisations/${id}/hubs/imports?metro=${city.slug}${query}`, body, { cookie: admin, ...sent });
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what is expected of the answer
  const organisations = <T = ImportReport>(body: string | Uint8Array, query = '', sent: Sent = {}) =>
    send<T>(`/organisations/imports${query}`, body, { cookie: network, ...sent });
  const codes = ({ refused }: ImportReport): Record<number, string[]> =>
    Object.fromEntries(refused.map(({ row, reasons }) => [row, reasons.map(({ code }) => code)]));
  const everything = async (): Promise<unknown> =>
    Promise.all(
      ['hub', 'space', 'bookable', 'opening_window', 'organisation', 'outbox', IMPORTS].map((table) =>
        db.source.query(`SELECT count(*), sum(hashtext(row::text)::bigint) FROM ${table} AS row`),
      ),
    );
  const hubOf = async (slug: string): Promise<Hub> => {
    const [row] = (await db.source.query(`SELECT id FROM hub WHERE slug = $1`, [slug])) as [{ id: string }];
    return (await (await fetch(`${api.url}/api/v1/hubs/${row.id}`)).json()) as Hub;
  };
  const slug = (name: string): string => `${name}-${count}`;

  describe('of hubs', () => {
    it('says first what it would do, does it then, and finds nothing to do after that', async () => {
      const [a, b] = [slug('a'), slug('b')];
      const csv =
        '\uFEFFName;Lat;Lon;Slug;Kind;Address;Desks;Rooms;Amenities;Opening\r\n' +
        `"Sala ""Uno""";${at(1000).replace(',', ';')};${a};library;"Via Roma\u00a01";12;3;wifi quiet;mo-fr 09:00-19:00 public; \r\n` +
        `Sala Due;${at(2000).replace(',', ';')};${b};;;8;;;\r\n`;
      const before = await everything();
      const dry = await hubs(csv, '&dryRun=true');
      expect(dry).toEqual({
        status: 200,
        body: { dryRun: true, rows: 2, created: 2, changed: 0, unchanged: 0, refused: [] },
      });
      expect(await everything()).toEqual(before);
      expect(await hubs(csv)).toEqual({ status: 200, body: { ...dry.body, dryRun: false } });
      const hub = await hubOf(a);
      expect(hub).toMatchObject({
        name: 'Sala "Uno"',
        kind: 'library',
        organisationId: own.id,
        amenities: ['wifi', 'quiet'],
      });
      expect(hub.bookables.filter(({ kind }) => kind === 'desk')).toHaveLength(12);
      expect(hub.bookables.filter(({ kind }) => kind === 'room')).toHaveLength(3);
      expect(hub.openingWindows).toHaveLength(5);
      expect((await hubs(csv)).body).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
      const [entry] = (await db.source.query(
        `SELECT detail FROM audit_entry WHERE organisation_id = $1 AND action = 'hubs.imported'`,
        [own.id],
      )) as [{ detail: object }];
      expect(entry.detail).toMatchObject({ metro: city.slug, rows: 2, created: 2 });
    });

    it('changes what a row names and keeps the rest, with the desks that have the same label', async () => {
      const name = slug('keep');
      await hubs(`name,lat,lon,slug,desks,opening,address\nPrima,${at(1000)},${name},10,Mo-Fr 10:00-12:00,Via 1\n`);
      const before = await hubOf(name);
      const renamed = await hubs(`name,lat,lon,slug\nDopo,${at(1000)},${name}\n`);
      expect(renamed.body).toMatchObject({ created: 0, changed: 1 });
      const after = await hubOf(name);
      expect(after).toEqual({ ...before, name: 'Dopo' });
      await hubs(`name,lat,lon,slug,desks\nDopo,${at(1000)},${name},4\n`);
      const smaller = (await hubOf(name)).bookables.filter(({ kind }) => kind === 'desk');
      expect(smaller).toHaveLength(4);
      for (const { label, id } of smaller) expect(before.bookables.find((desk) => desk.label === label)!.id).toBe(id);
    });

    it('lists every row that it refuses and why, in both languages, and writes none of them', async () => {
      const ok = slug('ok');
      const { lat, lon } = onMainStreet(1000);
      const csv = [
        'name,lat,lon,slug,kind,desks,opening,organisation',
        `Buona,${lat},${lon},${ok},,4,,`,
        `Doppia,${lat},${lon},${ok},,4,,`,
        `Castello,${lat},${lon},c,castle,4,,`,
        `Scambiata,${lon},${lat},d,,4,,`,
        `Lontana,41.9,12.5,e,,4,,`,
        `Nei campi,${lat - 0.0019},${lon - 0.03},f,,4,,`,
        `Rubata,${lat},${lon},theirs,,4,,`,
        `Chiusa,${lat},${lon},g,,4,Mo 19:00-09:00,`,
        `Vuota,${lat},${lon},h,,,,`,
        `Altrui,${lat},${lon},i,,4,,Comune di Altrove`,
        `,${lat},${lon},j,,4,,`,
        `Infinita,1e308,-1e308,k,,1e308,,`,
      ].join('\n');
      const before = await everything();
      const refused = await hubs<Problem>(csv);
      expect(refused).toMatchObject({ status: 422, body: { code: 'import-refused' } });
      expect(await everything()).toEqual(before);
      const report = refused.body.report!;
      expect(report).toMatchObject({ dryRun: false, rows: 12, created: 1 });
      expect(codes(report)).toEqual({
        2: ['row-duplicate'],
        3: ['row-word-unknown'],
        4: ['row-position-swapped'],
        5: ['row-outside-metro'],
        6: ['row-outside-metro'],
        7: ['row-slug-taken'],
        8: ['row-opening-unreadable'],
        9: ['row-size-missing'],
        10: ['row-other-organisation'],
        11: ['row-field-missing'],
        12: ['row-field-invalid', 'row-field-invalid', 'row-field-invalid', 'row-field-invalid'],
      });
      const italian = (await hubs<Problem>(csv, '', { language: 'it' })).body.report!;
      expect(italian.refused[0]).toEqual({
        row: 2,
        name: 'Doppia',
        reasons: [
          {
            code: 'row-duplicate',
            field: 'slug',
            detail: `La riga 1 è già «${ok}»: dai a una delle due un altro slug`,
          },
        ],
      });
      expect(italian.refused[10]!.reasons[0]!.detail).toBe('Il valore di «lat» non è valido');
      for (const { reasons } of italian.refused) for (const { detail } of reasons) expect(detail).not.toMatch(/[{}]/);
      const dry = await hubs(csv, '&dryRun=true');
      expect(dry).toMatchObject({ status: 200, body: { ...report, dryRun: true } });
      const partial = await hubs(csv, '&partial=true');
      expect(partial).toMatchObject({ status: 200, body: { created: 1 } });
      expect((await hubOf(ok)).name).toBe('Buona');
      expect((await hubOf('theirs')).name).toBe('Theirs');
    });

    it('refuses a hub that nobody could walk to', async () => {
      const [row] = (await db.source.query(
        `UPDATE metro_network SET extent = ST_Expand(extent, 0.05) WHERE metro_id = $1 RETURNING ST_YMin(extent) AS south, ST_XMin(extent) AS west`,
        [city.metroId],
      )) as unknown as [{ south: number; west: number }[]];
      const { south, west } = row[0]!;
      const { body } = await hubs(
        `name,lat,lon,desks\nCampi ${count},${south + 0.001},${west + 0.001},4\n`,
        '&dryRun=true',
      );
      expect(codes(body)).toEqual({ 1: ['row-off-the-streets'] });
    });

    it('takes points of a GeoJSON with drawn plans, and refuses other shapes', async () => {
      const { lat, lon } = onMainStreet(1500);
      const name = slug('drawn');
      const outline = [
        [0, 0],
        [10, 0],
        [10, 8],
        [0, 8],
      ];
      const plan = {
        spaces: [{ name: 'Sala', kind: 'floor', level: 0, outline }],
        bookables: [{ label: 'T1', kind: 'desk', space: 'Sala', position: [2, 2] }],
      };
      const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry });
      const map = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });
      const point = { type: 'Point', coordinates: [lon, lat] };
      const type = 'application/geo+json';
      const good = map(feature({ name: 'Disegnata', slug: name, plan }, point));
      expect((await hubs(good, '', { type })).body).toMatchObject({ created: 1 });
      expect((await hubOf(name)).bookables).toMatchObject([{ label: 'T1', position: [2, 2] }]);
      expect((await hubs(good, '', { type })).body).toMatchObject({ unchanged: 1 });
      const lost = { ...plan, bookables: [{ label: 'T1', space: 'Cantina', position: [2, 2] }] };
      const bad = map(
        feature(
          { name: 'Linea', desks: 3 },
          {
            type: 'LineString',
            coordinates: [
              [lon, lat],
              [lon, lat],
            ],
          },
        ),
        feature({ name: 'Persa', plan: lost }, point),
        feature({ name: 'Testo', desks: '3' }, { type: 'Point', coordinates: ['a', null] }),
      );
      const refused = await hubs<Problem>(bad, '', { type });
      expect(codes(refused.body.report!)).toEqual({
        1: ['row-not-a-point'],
        2: ['row-plan-unsound'],
        3: ['row-field-missing', 'row-field-invalid'],
      });
    });

    it('puts hubs under the agreement over an asset, in its windows only', async () => {
      const owner = await anOrganisation(api, `Liceo ${count}`, 0);
      const cookie = (await signInStaff(api, [inOrganisation('org_admin', owner.id)])).cookie;
      const json = { type: 'application/json', cookie };
      const base = `/organisations/${owner.id}/assets`;
      const asset = { name: `Palestra ${count}`, kind: 'school', address: 'Via 1' };
      const { id } = (await send<{ id: string }>(base, JSON.stringify(asset), json)).body;
      const windows = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '15:00', closes: '22:00' }));
      const wish = { organisationId: own.id, from: '2026-01-01', windows };
      const agreement = (await send<{ id: string }>(`${base}/${id}/agreements`, JSON.stringify(wish), json)).body;
      const row = (opening: string, name: string): string =>
        `name,lat,lon,slug,desks,asset,opening\nP,${at(900)},${slug('gym')},4,${name},${opening}\n`;
      const early = await hubs<Problem>(row('Mo-Fr 14:00-22:00', asset.name), '', { language: 'it' });
      expect(early.body.report!.refused[0]!.reasons).toEqual([
        {
          code: 'row-outside-agreement',
          field: 'opening',
          detail: 'Sarebbe aperta quando l’immobile non le è concesso: Mo-Fr 14:00-15:00',
        },
      ]);
      const unknown = await hubs<Problem>(row('Mo 15:00-16:00', 'Castello'));
      expect(codes(unknown.body.report!)).toEqual({ 1: ['row-agreement-unknown'] });
      expect((await hubs(row('Mo-Fr 15:00-22:00', asset.name))).body).toMatchObject({ created: 1 });
      expect((await hubOf(slug('gym'))).useAgreementId).toBe(agreement.id);
      const later = await hubs<Problem>(`name,lat,lon,slug,opening\nP,${at(900)},${slug('gym')},Sa 15:00-16:00\n`);
      expect(codes(later.body.report!)).toEqual({ 1: ['row-outside-agreement'] });
    });

    it('is not for other organisations, in any parameter', async () => {
      const csv = `name,lat,lon,desks\nX ${count},${at(1000)},4\n`;
      const before = await everything();
      expect((await hubs(csv, '', {}, city.organisationId)).status).toBe(403);
      expect((await hubs(csv, '', {}, newId())).status).toBe(403);
      expect((await hubs(csv, '', { cookie: network }, newId())).status).toBe(404);
      expect((await hubs(csv, '', { cookie: undefined })).status).toBe(401);
      expect((await hubs(csv, '&metro=atlantis')).status).toBe(400);
      const elsewhere = `/organisations/${own.id}/hubs/imports`;
      expect((await send(`${elsewhere}?metro=atlantis`, csv, { cookie: admin })).status).toBe(404);
      expect((await send(elsewhere, csv, { cookie: admin })).status).toBe(400);
      expect((await hubs(csv, '&organisationId=1')).status).toBe(400);
      expect((await hubs(csv, '&dryRun=maybe')).status).toBe(400);
      expect(await everything()).toEqual(before);
    });

    it('lets two imports of one slug at once make one hub', async () => {
      const csv = `name,lat,lon,slug,desks\nGara,${at(1000)},${slug('race')},4\n`;
      const answers = await Promise.all(Array.from({ length: 4 }, () => hubs(csv)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(answers.reduce((sum, { body }) => sum + body.created, 0)).toBe(1);
    });

    const wide = (columns: number, rows: number): string => `${'c,'.repeat(columns)}name\n${'1\n'.repeat(rows)}`;
    const hostile: readonly (readonly [string, Hostile])[] = [
      ['nothing', { body: '', status: 400, code: 'unreadable-file' }],
      ['blanks', { body: ' \r\n \r\n', status: 400, code: 'unreadable-file' }],
      ['10,000 columns', { body: wide(10_000, 10_000), status: 400, code: 'table-too-large' }],
      [
        '10,001 rows',
        { body: `name,lat,lon,desks\n${'A,1,1,1\n'.repeat(10_001)}`, status: 400, code: 'table-too-large' },
      ],
      [
        'a million empty rows',
        { body: `name,lat,lon\n${',,\n'.repeat(1_000_000)}`, status: 400, code: 'table-too-large' },
      ],
      [
        'a row of five million cells',
        { body: `name,lat,lon\n${','.repeat(5_000_000)}`, status: 422, code: 'import-refused' },
      ],
      ['NUL bytes', { body: 'name,lat,lon\nA\0,1,1\n', status: 400, code: 'unreadable-file' }],
      [
        'Latin-1',
        { body: Buffer.from('name,lat,lon,desks\nCittà,1,1,1\n', 'latin1'), status: 400, code: 'file-not-utf8' },
      ],
      ['UTF-16', { body: Buffer.from('\uFEFFname,lat,lon\n', 'utf16le'), status: 400, code: 'file-not-utf8' }],
      ['an open quote', { body: 'name,lat,lon\n"A,1,1\n', status: 400, code: 'unreadable-file' }],
      ['no name', { body: 'lat,lon\n1,1\n', status: 400, code: 'column-missing' }],
      ['keys of objects', { body: '__proto__,constructor,name,lat\n1,2,A,1\n', status: 400, code: 'column-missing' }],
      ['more than 5 MB', { body: 'a'.repeat(5 * 1024 * 1024 + 1), status: 413, code: 'body-too-large' }],
      ['a list of nothing', { body: '[]', status: 400, code: 'unreadable-file', type: 'text/csv' }],
      [
        'deep JSON',
        {
          body: `{"features":${'['.repeat(100_000)}`,
          status: 400,
          code: 'json-too-deep',
          type: 'application/geo+json',
        },
      ],
      [
        'poisoned JSON',
        { body: '{"features":[],"__proto__":{}}', status: 400, code: 'malformed-json', type: 'application/geo+json' },
      ],
      [
        'one long string',
        {
          body: `{"features":"${'a\\"'.repeat(1_500_000)}"}`,
          status: 400,
          code: 'unreadable-file',
          type: 'application/geo+json',
        },
      ],
      ['another type', { body: '<hubs/>', status: 415, code: 'unsupported-media-type', type: 'application/xml' }],
    ];
    it.each(hostile)('refuses %s, and goes on', async (_, { body, status, code, type = 'text/csv' }) => {
      const refused = await hubs<Problem>(body, '', { type });
      expect([refused.status, refused.body.code]).toEqual([status, code]);
      expect((await fetch(`${api.url}/status`)).status).toBe(200);
    });

    it('takes a formula for the name that it is', async () => {
      const formula = `=HYPERLINK("http://x"&A1)`;
      await hubs(`name,lat,lon,slug,desks\n"${formula.replaceAll('"', '""')}",${at(1000)},${slug('formula')},4\n`);
      expect((await hubOf(slug('formula'))).name).toBe(formula);
    });

    it('refuses more desks than a large city has before it lays them out', async () => {
      const rows = Array.from({ length: 45 }, (_, i) => `H${i},${at(1000)},${slug('huge')}-${i},500\n`).join('');
      const { status, body } = await hubs<Problem>(`name,lat,lon,slug,desks\n${rows}`);
      expect(status).toBe(422);
      expect((await fetch(`${api.url}/status`)).status).toBe(200);
      expect(body.report!.refused.at(-1)!.reasons[0]!.code).toBe('row-too-many-desks');
    });
  });

  it('takes tables and maps only where they are asked for', async () => {
    for (const type of ['text/csv', 'application/geo+json'])
      expect((await send('/bookings', '{}', { type, cookie: network })).status).toBe(415);
    const large = JSON.stringify({ name: 'a'.repeat(70_000), kind: 'library' });
    expect((await send('/organisations', large, { type: 'application/json', cookie: network })).status).toBe(413);
  });

  describe('of organisations', () => {
    const found = async (name: string): Promise<Organisation | undefined> => {
      const query = new URLSearchParams({ q: name });
      const response = await fetch(`${api.url}/api/v1/organisations?${query.toString()}`);
      return ((await response.json()) as { items: Organisation[] }).items.find((one) => one.name === name);
    };

    it('makes them with their parents in any order, dry first, and knows them again', async () => {
      const n = count;
      const csv = `name,kind,ipa_code,parent_ipa_code\nUfficio ${n},job_centre,,CM_${n}\nCittà ${n},metropolitan_city,cm_${n},\n`;
      const before = await everything();
      expect(await organisations(csv, '?dryRun=true')).toMatchObject({
        status: 200,
        body: { created: 2, refused: [] },
      });
      expect(await everything()).toEqual(before);
      expect((await organisations(csv)).body).toMatchObject({ dryRun: false, created: 2 });
      const [office, body] = [await found(`Ufficio ${n}`), await found(`Città ${n}`)];
      expect(office).toMatchObject({ kind: 'job_centre', ipaCode: null, parentId: body!.id });
      expect(body).toMatchObject({ ipaCode: `cm_${n}`, parentId: null });
      expect((await organisations(csv)).body).toMatchObject({ unchanged: 2 });
      const turned = {
        items: [
          { name: `Città ${n}`, kind: 'metropolitan_city', parentName: `Ufficio ${n}` },
          { name: `Ufficio ${n}`, kind: 'job_centre', parentName: null },
        ],
      };
      const answer = await organisations(JSON.stringify(turned), '', { type: 'application/json' });
      expect(answer.body).toMatchObject({ changed: 2, refused: [] });
      expect(await found(`Città ${n}`)).toMatchObject({ ipaCode: `cm_${n}`, parentId: office!.id });
      const entries = await db.source.query(`SELECT detail FROM audit_entry WHERE action = 'organisations.imported'`);
      expect(entries).toHaveLength(2);
    });

    it('refuses all when one is refused, unless the sound rows are wanted', async () => {
      const n = count;
      const csv = [
        'name,kind,ipa_code,parent_name',
        `Sana ${n},library,,`,
        `Regno ${n},kingdom,,`,
        `Orfana ${n},library,,Nessuno`,
        `Sopra ${n},library,,Sotto ${n}`,
        `Sotto ${n},library,,Sopra ${n}`,
        `Sana ${n},school,,`,
        `Codice ${n},library,non un codice,`,
        `,library,,`,
      ].join('\n');
      const before = await everything();
      const refused = await organisations<Problem>(csv);
      expect(refused).toMatchObject({ status: 422, body: { code: 'import-refused' } });
      expect(codes(refused.body.report!)).toEqual({
        2: ['row-word-unknown'],
        3: ['row-parent-unknown'],
        4: ['row-parent-circle'],
        5: ['row-parent-circle'],
        6: ['row-duplicate-organisation'],
        7: ['row-field-invalid'],
        8: ['row-field-missing'],
      });
      expect(await everything()).toEqual(before);
      expect((await organisations(csv, '?partial=true')).body).toMatchObject({ created: 1 });
      expect(await found(`Sana ${n}`)).toBeDefined();
    });

    it('is for administrators of the network alone', async () => {
      const before = await everything();
      const csv = `name,kind\nMia ${count},library\n`;
      expect((await organisations(csv, '', { cookie: admin })).status).toBe(403);
      expect((await organisations(csv, '?dryRun=true', { cookie: admin })).status).toBe(403);
      expect((await organisations(csv, '', { cookie: undefined })).status).toBe(401);
      expect(await everything()).toEqual(before);
    });
  });
});
