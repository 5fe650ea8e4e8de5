import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { SYSTEM, type Tx, type UnitOfWork } from '#libs/platform';
import { refused } from '../domain/message.js';
import { decodeNative } from '../formats/native.js';
import type { BatchWriter } from './batch-writer.js';
import type { IncomingMessage, Reading, UnderstoodMessage } from './incoming-message.js';
import { IngestBacklogFull, IngestClosed, isPoison } from './ingest-errors.js';

/** What else becomes true with the readings, in the same transaction. */
export type BatchHook = (tx: Tx, readings: readonly Reading[]) => Promise<void>;

export interface IngestLimits {
  /** messages that may wait for the database before more are turned away */
  readonly capacity: number;
  readonly batchSize: number;
  /** milliseconds between tries, doubled each time up to the longest */
  readonly firstRetry: number;
  readonly longestRetry: number;
}

const defaults: IngestLimits = { capacity: 50_000, batchSize: 1000, firstRetry: 100, longestRetry: 5000 };

interface Waiting {
  readonly message: UnderstoodMessage;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Takes messages in, many per transaction: a batch is whatever came while the one before was being written, so nothing waits for a timer.
 * While the database is away the messages wait; a message that the database refuses is set apart as a dead letter and holds up no other.
 */
export class IngestPipeline {
  private readonly logger = new Logger(IngestPipeline.name);
  private readonly limits: IngestLimits;
  private readonly closing = new AbortController();
  private queue: Waiting[] = [];
  private inHand = 0;
  private waitingForRoom: (() => void)[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: BatchWriter,
    private readonly onBatch: BatchHook,
    limits: Partial<IngestLimits> = {},
  ) {
    this.limits = { ...defaults, ...limits };
  }

  /** Messages that are not yet committed. */
  get backlog(): number {
    return this.queue.length + this.inHand;
  }

  /**
   * Resolves when the message is committed, in the order of submission: only then may it be acknowledged.
   * @throws IngestBacklogFull, IngestClosed: the message was not taken in, the sender must keep it
   */
  submit(message: IncomingMessage): Promise<void> {
    if (this.closing.signal.aborted) return Promise.reject(new IngestClosed());
    if (this.backlog >= this.limits.capacity) return Promise.reject(new IngestBacklogFull(this.limits.capacity));
    const understood = { ...message, decoded: decodeNative(message.topic, message.payload) };
    return new Promise((resolve, reject) => {
      this.queue.push({ message: understood, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** @returns undefined while there is room, else what resolves when half of the capacity is free again */
  room(): Promise<void> | undefined {
    if (this.backlog < this.limits.capacity || this.closing.signal.aborted) return undefined;
    return new Promise((resolve) => this.waitingForRoom.push(resolve));
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  /** Lets the batch in hand end, and turns away what waits. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.drained();
  }

  private async run(): Promise<void> {
    // What arrives in the same turn of the event loop goes together.
    await Promise.resolve();
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, this.limits.batchSize);
      this.inHand = batch.length;
      await this.settle(batch);
      this.inHand = 0;
      if (this.queue.length <= this.limits.capacity / 2) for (const goOn of this.waitingForRoom.splice(0)) goOn();
    }
    // In the same turn as the look at the queue: a message that comes now starts the next run.
    this.running = undefined;
  }

  private async settle(batch: readonly Waiting[]): Promise<void> {
    const error = await this.commit(batch.map(({ message }) => message));
    if (error === undefined) for (const { resolve } of batch) resolve();
    else if (error instanceof IngestClosed) for (const { reject } of batch) reject(error);
    else if (batch.length === 1) await this.setApart(batch[0]!, error);
    else {
      const middle = batch.length >> 1;
      await this.settle(batch.slice(0, middle));
      await this.settle(batch.slice(middle));
    }
  }

  /** @returns what the batch was refused for, or undefined once it is committed */
  private async commit(messages: readonly UnderstoodMessage[]): Promise<Error | undefined> {
    for (let pause = this.limits.firstRetry; ; pause = Math.min(pause * 2, this.limits.longestRetry)) {
      if (this.closing.signal.aborted) return new IngestClosed();
      try {
        await this.unitOfWork.run(SYSTEM, async (tx) => {
          const fresh = await this.writer.write(tx, messages);
          if (fresh.length > 0) await this.onBatch(tx, fresh);
        });
        return undefined;
      } catch (error) {
        this.writer.directory.forget();
        if (isPoison(error)) return error as Error;
        this.logger.warn(`${this.backlog} messages wait, trying again in ${pause} ms: ${String(error)}`);
        await delay(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
      }
    }
  }

  private async setApart(waiting: Waiting, cause: Error): Promise<void> {
    const { message, resolve, reject } = waiting;
    this.logger.error(`A message on ${message.topic} was refused and set apart: ${cause.message}`, cause.stack);
    const error = await this.commit([{ ...message, decoded: refused(`database: ${cause.message}`) }]);
    if (error === undefined) resolve();
    else reject(error);
  }
}
