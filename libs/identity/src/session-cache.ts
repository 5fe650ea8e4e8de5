import { type Clock, Temporal } from '#libs/kernel';
import type { StoredSession } from './persistence/session.repository.js';

const FRESH = Temporal.Duration.from({ seconds: 5 });
const MOST = 10_000;

interface Entry {
  readonly until: Temporal.Instant;
  readonly session: Promise<StoredSession | undefined>;
}

/**
 * Sessions read a moment ago, so that a busy client costs one look-up in five seconds. What ended in this process is forgotten at once;
 * what ended in another process, or a right taken away, holds for five seconds more at most.
 */
export class SessionCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly clock: Clock) {}

  async get(key: string, load: () => Promise<StoredSession | undefined>): Promise<StoredSession | undefined> {
    const now = this.clock.now();
    const known = this.entries.get(key);
    if (known !== undefined && Temporal.Instant.compare(now, known.until) < 0) return known.session;
    const entry: Entry = { until: now.add(FRESH), session: load() };
    this.put(key, entry);
    try {
      const session = await entry.session;
      if (session === undefined) this.drop(key, entry);
      return session;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  private put(key: string, entry: Entry): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size > MOST) this.entries.delete(this.entries.keys().next().value!);
  }

  private drop(key: string, entry: Entry): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }
}
