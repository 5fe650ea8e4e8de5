import type { ServerResponse } from 'node:http';
import { comparePositions } from '#libs/platform';
import { type HubEvent, heartbeat } from './hub-event.js';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // nginx would gather the events otherwise
  'x-accel-buffering': 'no',
};
/** Bytes that a client may leave unread, and events that may wait while it catches up, before it is cut off. */
const MAX_UNREAD_BYTES = 1024 * 1024;
const MAX_WAITING = 10_000;

/** One client of the stream. Live events wait until it has caught up with the past, then follow in order, each once. */
export class StreamConnection {
  private waiting: HubEvent[] | undefined = [];
  private last: string | undefined;

  constructor(
    private readonly response: ServerResponse,
    readonly hubIds: ReadonlySet<string>,
    private readonly managed: ReadonlySet<string>,
  ) {}

  open(): void {
    this.response.writeHead(200, HEADERS);
    this.response.flushHeaders();
  }

  write(frame: string): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    this.response.write(frame);
    if (this.response.writableLength > MAX_UNREAD_BYTES) this.response.destroy();
  }

  /** A live event, in the order of the outbox. */
  tell(event: HubEvent): void {
    if (this.waiting === undefined) return this.send(event);
    this.waiting.push(event);
    if (this.waiting.length > MAX_WAITING) this.response.destroy();
  }

  /** An event of the past, while catching up. */
  tellPast(event: HubEvent): void {
    this.send(event);
  }

  /** @param position up to which the past is told */
  caughtUp(position: string): void {
    this.last = position;
    for (const event of this.waiting ?? []) this.send(event);
    this.waiting = undefined;
  }

  /** @param position up to which everything was told to whoever has caught up */
  beat(position: string | undefined): void {
    if (this.waiting !== undefined) return this.write(heartbeat(undefined));
    if (position !== undefined && this.isNew(position)) this.last = position;
    this.write(heartbeat(this.last));
  }

  end(): void {
    this.response.end();
  }

  private send(event: HubEvent): void {
    if (!this.isNew(event.position)) return;
    this.last = event.position;
    if (this.hubIds.has(event.hubId) && (!event.guarded || this.managed.has(event.hubId))) this.write(event.frame);
  }

  private isNew(position: string): boolean {
    return this.last === undefined || comparePositions(position, this.last) > 0;
  }
}
