/** Entries of one minute from one caller or network; what goes beyond is counted and told as one number. */
const MOST_OF_ONE = 10;
/** Entries of one minute in all, for those who are known and for those who are not: a flood of either hides nothing of the other. */
const MOST_OF_ALL = 60;

export interface Teller {
  /** A person, a machine, or a network */
  readonly key: string;
  readonly known: boolean;
}

export interface Uncounted<T extends Teller> {
  /** Undefined: of many, past what was kept apart */
  readonly teller: T | undefined;
  readonly times: number;
}

interface Tally<T> {
  readonly teller: T;
  told: number;
  untold: number;
}

/** Decides what of a flood of refusals is written down, so that a flood fills no disk. Holds to its limits between two calls of `drain`. */
export class RefusalQuota<T extends Teller> {
  private tallies = new Map<string, Tally<T>>();
  private readonly left = { known: MOST_OF_ALL, unknown: MOST_OF_ALL };
  private rest = 0;

  /** Whether this refusal is to be written down; else it is counted. */
  admit(teller: T): boolean {
    const tally = this.tallies.get(teller.key);
    const budget = teller.known ? 'known' : 'unknown';
    if (this.left[budget] > 0 && (tally?.told ?? 0) < MOST_OF_ONE) {
      this.left[budget]--;
      if (tally === undefined) this.tallies.set(teller.key, { teller, told: 1, untold: 0 });
      else tally.told++;
      return true;
    }
    if (tally === undefined) this.rest++;
    else tally.untold++;
    return false;
  }

  /** Was admitted and could not be written down after all. */
  dropped(): void {
    this.rest++;
  }

  /** What was counted since the last call, and begins anew. */
  drain(): readonly Uncounted<T>[] {
    const untold = [...this.tallies.values()].filter((tally) => tally.untold > 0);
    const counts: Uncounted<T>[] = untold.map((tally) => ({ teller: tally.teller, times: tally.untold }));
    if (this.rest > 0) counts.push({ teller: undefined, times: this.rest });
    this.tallies = new Map();
    this.left.known = this.left.unknown = MOST_OF_ALL;
    this.rest = 0;
    return counts;
  }
}
