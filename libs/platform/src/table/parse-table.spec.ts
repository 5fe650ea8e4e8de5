import { parseTable } from './parse-table.js';
import type { Table, TableLimits } from './table.js';

describe(parseTable.name, () => {
  const read = (content: string | Uint8Array, limits?: TableLimits): Table =>
    parseTable('given', Buffer.from(content as string), limits);

  it('reads commas, semicolons and tabs, with or without a mark of byte order', () => {
    for (const text of ['\uFEFFa,b\n1,2\n', 'a;b\r\n1;2\r\n', 'a\tb\n1\t2']) {
      const { columns, rows } = read(text);
      expect(columns).toEqual(['a', 'b']);
      expect(rows).toEqual([{ row: 1, values: { a: '1', b: '2' }, geometry: null }]);
    }
  });

  it('takes a decimal comma only where it does not part columns', () => {
    expect(read('lat;lon\n44,5;9,25\n').rows[0]!.values).toEqual({ lat: '44.5', lon: '9.25' });
    expect(read('name,lat\n"1,5",2\n').rows[0]!.values).toEqual({ name: '1,5', lat: '2' });
  });

  it('keeps a comma inside quotes', () => {
    expect(read('name,desks\n"Piazza Grande, 1",4\n').rows[0]!.values).toEqual({
      name: 'Piazza Grande, 1',
      desks: '4',
    });
  });

  it('reads the features of a GeoJSON, without taking the process down over odd ones', () => {
    const point = { type: 'Point', coordinates: [1, 2] };
    const { rows } = read(
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
    ['{"type":"Feature"}', /neither a GeoJSON FeatureCollection/],
    ['{"features"', /can not be read as JSON/],
    ['a,b\n"1,2\n', /can not be read as CSV/],
  ])('refuses %j', (content, reason) => {
    expect(() => read(content)).toThrow(reason);
  });

  it('takes line ends of Windows and line breaks inside quotes', () => {
    expect(read('\uFEFFname;desks\r\n"Sala\r\ngrande";4\r\n').rows[0]!.values).toEqual({
      name: 'Sala\r\ngrande',
      desks: '4',
    });
  });

  it('reads the items of a JSON object', () => {
    expect(read('{"items":[{"name":"A"},7]}').rows.map(({ values }) => values)).toEqual([{ name: 'A' }, {}]);
  });

  it('says in which line a letter of Latin-1 stands', () => {
    const latin1 = Buffer.from('name,desks\nA,1\nCittà,2\n', 'latin1');
    expect(() => read(latin1)).toThrow(/line 3 .*Latin-1.*CSV UTF-8/);
    expect(() => read(Buffer.from('\uFEFFname,desks\n', 'utf16le'))).toThrow(/UTF-16/);
  });

  it('stops at its limits of rows and columns', () => {
    const rows = (count: number): string => `a,b\n${'1,2\n'.repeat(count)}`;
    expect(read(rows(3), { rows: 3 }).rows).toHaveLength(3);
    expect(() => read(rows(4), { rows: 3 })).toThrow(/more than 3 rows/);
    expect(() => read(JSON.stringify({ items: [1, 2] }), { rows: 1 })).toThrow(/more than 1 rows/);
    expect(() => read(`${','.repeat(10_000)}\n${'1\n'.repeat(10_000)}`)).toThrow(/more than 200 columns/);
  });
});
