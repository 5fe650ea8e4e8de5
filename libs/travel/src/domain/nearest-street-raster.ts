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

  /** Lets every cell but the outermost ones know the nearest sample. */
  spread(): void {
    const { columns, rows } = this.grid;
    for (let row = 1; row < rows - 1; row++) {
      const start = row * columns;
      for (let column = 1; column < columns - 1; column++) {
        const cell = start + column;
        this.learn(cell, column, row, cell - columns);
        this.learn(cell, column, row, cell - columns - 1);
        this.learn(cell, column, row, cell - columns + 1);
        this.learn(cell, column, row, cell - 1);
      }
      for (let column = columns - 2; column > 0; column--) this.learn(start + column, column, row, start + column + 1);
    }
    for (let row = rows - 2; row > 0; row--) {
      const start = row * columns;
      for (let column = columns - 2; column > 0; column--) {
        const cell = start + column;
        this.learn(cell, column, row, cell + columns);
        this.learn(cell, column, row, cell + columns - 1);
        this.learn(cell, column, row, cell + columns + 1);
        this.learn(cell, column, row, cell + 1);
      }
      for (let column = 1; column < columns - 1; column++) this.learn(start + column, column, row, start + column - 1);
    }
  }

  /** Seconds to each cell by its nearest street and the straight walk from there; Infinity beyond `limitMetres` of any street. */
  times(metresPerSecond: number, limitMetres: number): Float32Array {
    const perCell = this.grid.cellMetres / metresPerSecond;
    const limit2 = (limitMetres / this.grid.cellMetres) ** 2;
    const times = new Float32Array(this.seconds.length);
    for (let cell = 0; cell < times.length; cell++) {
      const distance2 = this.distance2[cell]!;
      times[cell] = distance2 <= limit2 ? this.seconds[cell]! + Math.sqrt(distance2) * perCell : Infinity;
    }
    return times;
  }

  private learn(cell: number, column: number, row: number, from: number): void {
    if (this.distance2[from] !== Infinity)
      this.offer(cell, column, row, this.x[from]!, this.y[from]!, this.seconds[from]!);
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
