/** A grid of square cells on a local metric plane; row 0 is the southernmost. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
}

/**
 * For each cell the nearest sample of a street: exact where it is set, then spread by two sweeps of vector
 * propagation (Danielsson 1980). Positions are in cells, cell (c, r) has its centre at (c + 0.5, r + 0.5).
 */
export class NearestStreetRaster {
  private readonly x: Float32Array;
  private readonly y: Float32Array;
  private readonly seconds: Float32Array;
  private readonly distance2: Float32Array;

  constructor(private readonly grid: Grid) {
    const cells = grid.columns * grid.rows;
    this.x = new Float32Array(cells);
    this.y = new Float32Array(cells);
    this.seconds = new Float32Array(cells).fill(Infinity);
    this.distance2 = new Float32Array(cells).fill(Infinity);
  }

  /** A point of a street and the time to it, Infinity where it is out of reach. */
  sample(x: number, y: number, seconds: number): void {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column < 0 || row < 0 || column >= this.grid.columns || row >= this.grid.rows) return;
    this.offer(row * this.grid.columns + column, column, row, x, y, seconds);
  }

  /** Lets every cell know the nearest sample. */
  spread(): void {
    const { columns, rows } = this.grid;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        this.learn(column, row, 0, -1);
        this.learn(column, row, -1, -1);
        this.learn(column, row, 1, -1);
        this.learn(column, row, -1, 0);
      }
      for (let column = columns - 1; column >= 0; column--) this.learn(column, row, 1, 0);
    }
    for (let row = rows - 1; row >= 0; row--) {
      for (let column = columns - 1; column >= 0; column--) {
        this.learn(column, row, 0, 1);
        this.learn(column, row, -1, 1);
        this.learn(column, row, 1, 1);
        this.learn(column, row, 1, 0);
      }
      for (let column = 0; column < columns; column++) this.learn(column, row, -1, 0);
    }
  }

  /** Seconds to each cell by its nearest street and the straight walk from there; Infinity beyond `limitMetres` of any street. */
  times(metresPerSecond: number, limitMetres: number): Float64Array {
    const { cellMetres } = this.grid;
    return Float64Array.from(this.seconds, (seconds, cell) => {
      const metres = Math.sqrt(this.distance2[cell]!) * cellMetres;
      return metres <= limitMetres ? seconds + metres / metresPerSecond : Infinity;
    });
  }

  private learn(column: number, row: number, dColumn: number, dRow: number): void {
    const c = column + dColumn;
    const r = row + dRow;
    if (c < 0 || r < 0 || c >= this.grid.columns || r >= this.grid.rows) return;
    const other = r * this.grid.columns + c;
    if (this.distance2[other] === Infinity) return;
    const cell = row * this.grid.columns + column;
    this.offer(cell, column, row, this.x[other]!, this.y[other]!, this.seconds[other]!);
  }

  private offer(cell: number, column: number, row: number, x: number, y: number, seconds: number): void {
    const dx = x - column - 0.5;
    const dy = y - row - 0.5;
    const distance2 = dx * dx + dy * dy;
    const known = this.distance2[cell]!;
    if (distance2 > known || (distance2 === known && seconds >= this.seconds[cell]!)) return;
    this.distance2[cell] = distance2;
    this.x[cell] = x;
    this.y[cell] = y;
    this.seconds[cell] = seconds;
  }
}
