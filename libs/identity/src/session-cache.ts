import { type Clock, Temporal } from '#libs/kernel';
import type { StoredSession } from './persistence/session.repository.js';

const FRESH = Temporal.Duration.from({ seconds: 5 });
const MOST = 10_000;

interface Entry {
  readonly until: Temporal.Instant;
  readonly session: Promise<StoredSession | undefined>;
  /** Known once it is read */
  personId?: string;
}

/**
 * Sessions read a moment ago, so that a busy client costs one look-up in five seconds. What changes is told by the outbox, to this process and
 * to every other; should that fail, five seconds are the most that something ended holds on.
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
      else entry.personId = session.actor.personId;
      return session;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  /** Forgets what is known of this person, and what is being read and may be theirs. */
  forgetPerson(personId: string): void {
    for (const [key, entry] of this.entries)
      if (entry.personId === undefined || entry.personId === personId) this.entries.delete(key);
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
