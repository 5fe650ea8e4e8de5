import { type Clock, Temporal } from '#libs/kernel';
import type { StoredBearer } from '../persistence/access-token.repository.js';

const FRESH = Temporal.Duration.from({ seconds: 5 });
const MOST = 10_000;

interface Entry {
  readonly until: Temporal.Instant;
  readonly bearer: Promise<StoredBearer | undefined>;
  /** Known once it is read */
  machineId?: string;
}

/**
 * Bearers read a moment ago, so that a busy machine costs one look-up in five seconds. What is revoked in this process is forgotten at
 * once; what is revoked in another one holds for five seconds more at most. What does not hold is not remembered.
 */
export class BearerCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly clock: Clock) {}

  async get(key: string, load: () => Promise<StoredBearer | undefined>): Promise<StoredBearer | undefined> {
    const now = this.clock.now();
    const known = this.entries.get(key);
    if (known !== undefined && Temporal.Instant.compare(now, known.until) < 0) return known.bearer;
    const entry: Entry = { until: now.add(FRESH), bearer: load() };
    this.put(key, entry);
    try {
      const bearer = await entry.bearer;
      if (bearer === undefined) this.drop(key, entry);
      else entry.machineId = bearer.machine.id;
      return bearer;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  /** Forgets what is known of this machine, and what is being read and may be of it. */
  forget(machineId: string): void {
    for (const [key, entry] of this.entries)
      if (entry.machineId === undefined || entry.machineId === machineId) this.entries.delete(key);
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
