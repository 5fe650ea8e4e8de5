/**
 * What the command line and a running `up` say to each other over the local socket of the data folder: JSON, a line each.
 * One request a connection; any number of reports, then one result or refusal.
 */
export interface ControlRequest {
  readonly command: string;
  readonly args: unknown;
}

export interface ProgressReport {
  readonly phase: string;
  /** 0 to 1; absent where the length is not known */
  readonly share?: number;
}

export type ControlReply =
  | { readonly progress: ProgressReport }
  | { readonly result: unknown }
  | { readonly refusal: { readonly code: string; readonly message: string } };

export type Report = (progress: ProgressReport) => void;

/** A refusal that the other process gave. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
