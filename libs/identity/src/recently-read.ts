import { type Clock, Temporal } from '#libs/kernel';

const FRESH = Temporal.Duration.from({ seconds: 5 });
const MOST = 10_000;

interface Entry<T> {
  readonly until: Temporal.Instant;
  readonly value: Promise<T | undefined>;
  /** Known once it is read */
  owner?: string;
}

/**
 * What was read a moment ago, by the hash of what a caller shows, so that a busy caller costs one look-up in five seconds. Those are the most
 * that something ended holds on where nobody tells of its end. What does not hold is not remembered.
 */
export class RecentlyRead<T> {
  private readonly entries = new Map<string, Entry<T>>();

  /** @param ownerOf whose it is, to be forgotten by */
  constructor(
    private readonly clock: Clock,
    private readonly ownerOf: (value: T) => string,
  ) {}

  async get(hash: Buffer, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const key = keyOf(hash);
    const now = this.clock.now();
    const known = this.entries.get(key);
    if (known !== undefined && Temporal.Instant.compare(now, known.until) < 0) return known.value;
    const entry: Entry<T> = { until: now.add(FRESH), value: load() };
    this.put(key, entry);
    try {
      const value = await entry.value;
      if (value === undefined) this.drop(key, entry);
      else entry.owner = this.ownerOf(value);
      return value;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  forget(hash: Buffer): void {
    this.entries.delete(keyOf(hash));
  }

  /** Forgets what is known of this owner, and what is being read and may be theirs. */
  forgetOwner(owner: string): void {
    for (const [key, entry] of this.entries)
      if (entry.owner === undefined || entry.owner === owner) this.entries.delete(key);
  }

  private put(key: string, entry: Entry<T>): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size > MOST) this.entries.delete(this.entries.keys().next().value!);
  }

  private drop(key: string, entry: Entry<T>): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }
}

const keyOf = (hash: Buffer): string => hash.toString('base64');
