import { toCsv } from './csv.js';

describe(toCsv.name, () => {
  it('quotes what would break a row, and leaves the unknown empty', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x;y', 'say "hi"'],
          [1.5, null],
        ],
      ),
    ).toBe('\uFEFFa;b\r\n"x;y";"say ""hi"""\r\n1.5;\r\n');
  });

  it('disarms formulas', () => {
    expect(toCsv(['name'], [['=HYPERLINK("x")']])).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
