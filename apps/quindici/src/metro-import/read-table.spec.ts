import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable, type Table } from './read-table.js';

describe(readTable.name, () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'table-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (content: string): Promise<Table> => {
    const file = join(folder, 'given');
    writeFileSync(file, content);
    return readTable(file);
  };

  it('reads commas, semicolons and tabs, with or without a mark of byte order', async () => {
    for (const text of ['\uFEFFa,b\n1,2\n', 'a;b\r\n1;2\r\n', 'a\tb\n1\t2']) {
      const { columns, rows } = await read(text);
      expect(columns).toEqual(['a', 'b']);
      expect(rows).toEqual([{ row: 1, values: { a: '1', b: '2' }, geometry: null }]);
    }
  });

  it('takes a decimal comma only where it does not part columns', async () => {
    expect((await read('lat;lon\n44,5;9,25\n')).rows[0]!.values).toEqual({ lat: '44.5', lon: '9.25' });
    expect((await read('name,lat\n"1,5",2\n')).rows[0]!.values).toEqual({ name: '1,5', lat: '2' });
  });

  it('keeps a comma inside quotes', async () => {
    expect((await read('name,desks\n"Piazza Grande, 1",4\n')).rows[0]!.values).toEqual({
      name: 'Piazza Grande, 1',
      desks: '4',
    });
  });

  it('reads the features of a GeoJSON, without taking the process down over odd ones', async () => {
    const point = { type: 'Point', coordinates: [1, 2] };
    const { rows } = await read(
      JSON.stringify({ type: 'FeatureCollection', features: [{ geometry: point, properties: { n: 1 } }, {}, null] }),
    );
    expect(rows).toEqual([
      { row: 1, values: { n: 1 }, geometry: point },
      { row: 2, values: {}, geometry: null },
      { row: 3, values: {}, geometry: null },
    ]);
  });

  it.each([
    ['', /it is empty/],
    ['a,b\0\n', /not text/],
    ['{"type":"Feature"}', /not a GeoJSON FeatureCollection/],
    ['{"features"', /can not be read as JSON/],
    ['a,b\n"1,2\n', /can not be read as CSV/],
  ])('refuses %j', async (content, reason) => {
    await expect(read(content)).rejects.toThrow(reason);
  });
});
