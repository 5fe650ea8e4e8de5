/** Why a row of a file was not taken: a stable code, told in words by who shows it. */
export interface RowReason {
  readonly code: string;
  /** The column; null when it is about the row as a whole */
  readonly field: string | null;
  /** In English, with the values in place */
  readonly message: string;
  /** What the words in another language are filled with */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface RefusedRow {
  /** From 1, without the header */
  readonly row: number;
  readonly name: string | null;
  readonly reasons: readonly RowReason[];
}

export interface ImportReport {
  readonly dryRun: boolean;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

export interface ImportMode {
  /** Does all of it and takes it back */
  readonly dryRun: boolean;
  /** Takes the sound rows though others are refused */
  readonly partial: boolean;
}

/** How an import ended: told of in full, whether or not it was kept. */
export interface ImportOutcome {
  readonly report: ImportReport;
  readonly kept: boolean;
}
