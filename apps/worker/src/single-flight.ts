import { Logger } from '@nestjs/common';

/** Runs a piece of work now and then, never twice at once. What fails is logged and tried again at its next turn. */
export class SingleFlight {
  private readonly logger = new Logger('Worker');
  private readonly running = new Map<string, Promise<void>>();
  private closed = false;

  run(name: string, work: () => Promise<unknown>): void {
    if (this.closed || this.running.has(name)) return;
    const flight = work()
      .catch((error: unknown) => this.logger.warn(`${name} failed, it is tried again: ${String(error)}`))
      .then(() => void this.running.delete(name));
    this.running.set(name, flight);
  }

  /** Begins nothing more, and waits for what runs. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.running.values());
  }
}
