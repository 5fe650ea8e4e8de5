import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SYSTEM, UnitOfWork } from '../unit-of-work.js';
import { CommitSignal } from './commit-signal.js';
import { type OutboxEvent, OutboxRepository } from './outbox.repository.js';

export type OutboxListener = (events: readonly OutboxEvent[]) => void;

const BATCH = 500;
const POLL_MS = 1000;
/** Under load, what many transactions told is read together. */
const PAUSE_MS = 20;

/** Follows the outbox from the moment the process starts and hands each committed event once, in order, to its listeners. */
@Injectable()
export class OutboxFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxFeed.name);
  private readonly listeners = new Set<OutboxListener>();
  private position: string | undefined;
  private reading: Promise<void> | undefined;
  private wanted = false;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;
  private stopListening: (() => void) | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly signal: CommitSignal,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.position = await this.unitOfWork.run(SYSTEM, (tx) => this.outbox.head(tx));
    this.stopListening = this.signal.onCommit(() => this.wake());
    // A lost notification, or a commit below a transaction that was still open, is caught up by the clock.
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.stopListening?.();
    await this.reading;
  }

  subscribe(listener: OutboxListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private wake(): void {
    this.wanted = true;
    this.reading ??= this.drain()
      .then(pause)
      .finally(() => {
        this.reading = undefined;
        if (this.wanted) this.wake();
      });
  }

  private async drain(): Promise<void> {
    this.wanted = false;
    try {
      let events: OutboxEvent[];
      do {
        if (this.closed) return;
        events = await this.unitOfWork.run(SYSTEM, (tx) => this.outbox.after(tx, this.position!, BATCH));
        this.position = events.at(-1)?.position ?? this.position;
        if (events.length > 0) for (const listener of this.listeners) listener(events);
      } while (events.length === BATCH);
    } catch (error) {
      this.logger.warn(`The outbox could not be read, trying again: ${String(error)}`);
    }
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
