import type { ServerResponse } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type OutboxEvent, OutboxFeed, OutboxRepository, SYSTEM, UnitOfWork } from '#libs/platform';
import { frame, hubEventOf } from './hub-event.js';
import { StreamConnection } from './stream-connection.js';
import { TooManyStreams } from './stream-errors.js';

const HEARTBEAT_MS = 20_000;
const BATCH = 500;
const MOST = 5000;
const MOST_EACH = 6;
/** After this a client is let go, comes back by itself, and is asked anew who it is. */
const LONGEST_MS = 30 * 60_000;

export interface StreamRequest {
  /** the person, or the address of who is not signed in */
  readonly caller: string;
  readonly hubIds: readonly string[];
  readonly managed: ReadonlySet<string>;
  readonly lastEventId: string | undefined;
}

/** Tells clients what happens in hubs, from the place where each stopped listening. */
@Injectable()
export class HubStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly connections = new Set<StreamConnection>();
  private readonly byHub = new Map<string, Set<StreamConnection>>();
  private readonly byCaller = new Map<string, number>();
  private stopListening: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** the last event that the feed has handed on, of whatever hub */
  private position: string | undefined;
  private closed = false;

  constructor(
    private readonly feed: OutboxFeed,
    private readonly outbox: OutboxRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onApplicationBootstrap(): void {
    this.stopListening = this.feed.subscribe((events) => this.tell(events));
    this.timer = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    this.closed = true;
    clearInterval(this.timer);
    this.stopListening?.();
    for (const connection of this.connections) connection.end();
  }

  /** @throws TooManyStreams */
  admit(caller: string): void {
    if (this.closed || this.connections.size >= MOST) throw new TooManyStreams(MOST);
    if ((this.byCaller.get(caller) ?? 0) >= MOST_EACH) throw new TooManyStreams(MOST_EACH);
  }

  /** Takes over the answer. Listens first and reads the past then, so that nothing falls between the two. */
  async open(request: StreamRequest, response: ServerResponse): Promise<void> {
    const connection = new StreamConnection(response, new Set(request.hubIds), request.managed);
    this.enter(request.caller, connection);
    const life = setTimeout(() => connection.end(), LONGEST_MS);
    response.once('close', () => {
      clearTimeout(life);
      this.leave(request.caller, connection);
    });
    connection.open();
    try {
      connection.caughtUp(await this.catchUp(connection, request.lastEventId));
      connection.beat(undefined);
    } catch {
      // The database went away: the client comes back and asks from the same place.
      response.destroy();
    }
  }

  /** @returns the position up to which the client now knows all */
  private async catchUp(connection: StreamConnection, from: string | undefined): Promise<string> {
    const { head, kept } = await this.unitOfWork.run(SYSTEM, async (tx) => ({
      head: await this.outbox.head(tx),
      kept: from !== undefined && (await this.outbox.keeps(tx, from)),
    }));
    if (from === undefined) return head;
    if (!kept) {
      connection.write(frame('reset', {}, head));
      return head;
    }
    for (let position = from; ;) {
      const events = await this.unitOfWork.run(SYSTEM, (tx) => this.outbox.after(tx, position, BATCH));
      for (const event of events.map(hubEventOf)) if (event !== undefined) connection.tellPast(event);
      position = events.at(-1)?.position ?? position;
      if (events.length < BATCH) return position;
    }
  }

  private tell(events: readonly OutboxEvent[]): void {
    for (const event of events.map(hubEventOf))
      if (event !== undefined) for (const connection of this.byHub.get(event.hubId) ?? []) connection.tell(event);
    this.position = events.at(-1)?.position ?? this.position;
  }

  private beat(): void {
    for (const connection of this.connections) connection.beat(this.position);
  }

  private enter(caller: string, connection: StreamConnection): void {
    this.connections.add(connection);
    this.byCaller.set(caller, (this.byCaller.get(caller) ?? 0) + 1);
    for (const hubId of connection.hubIds) {
      const listening = this.byHub.get(hubId) ?? new Set();
      this.byHub.set(hubId, listening.add(connection));
    }
  }

  private leave(caller: string, connection: StreamConnection): void {
    this.connections.delete(connection);
    const open = (this.byCaller.get(caller) ?? 1) - 1;
    if (open === 0) this.byCaller.delete(caller);
    else this.byCaller.set(caller, open);
    for (const hubId of connection.hubIds) {
      const listening = this.byHub.get(hubId);
      listening?.delete(connection);
      if (listening?.size === 0) this.byHub.delete(hubId);
    }
  }
}
