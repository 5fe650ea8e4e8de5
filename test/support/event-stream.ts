import { setTimeout as delay } from 'node:timers/promises';

export interface StreamedEvent {
  readonly event: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events as a browser does. */
export class EventStream {
  readonly events: StreamedEvent[] = [];
  lastEventId = '';
  ended = false;
  private readonly abort = new AbortController();

  private constructor(
    readonly status: number,
    readonly headers: Headers,
  ) {}

  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    const stream = new EventStream(response.status, response.headers);
    stream.abort.signal.addEventListener('abort', () => abort.abort());
    if (response.status === 200) void stream.read(response.body!).catch(() => undefined);
    else await response.body?.cancel();
    return stream;
  }

  close(): void {
    this.abort.abort();
  }

  async until(happened: (stream: this) => boolean, milliseconds = 5000): Promise<void> {
    for (const end = Date.now() + milliseconds; !happened(this); await delay(10))
      if (Date.now() > end) throw new Error(`Nothing more came after ${JSON.stringify(this.events)}`);
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    try {
      for await (const text of body.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop()!;
        blocks.forEach((block) => this.take(block));
      }
    } finally {
      this.ended = true;
    }
  }

  private take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s) as [string, string]));
    this.lastEventId = fields.get('id') ?? this.lastEventId;
    const data = fields.get('data');
    if (data !== undefined)
      this.events.push({ event: fields.get('event')!, id: this.lastEventId, data: JSON.parse(data) });
  }
}
