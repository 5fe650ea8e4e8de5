export interface SseMessage {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/**
 * Reads `text/event-stream` as it arrives, in pieces cut anywhere (WHATWG HTML §9.2.6).
 * A comment, which EventSource hides, is reported as a sign of life by the bytes that carry it.
 */
export class SseParser {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private id: string | null = null;
  private told: string | null = null;

  /** Where to go on from after a break; a heartbeat may bring a new one without an event. */
  get lastEventId(): string | null {
    return this.told;
  }

  push(chunk: string): readonly SseMessage[] {
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): readonly SseMessage[] {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return [];
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id') this.id = value;
    return [];
  }

  private dispatch(): readonly SseMessage[] {
    const { event, data, id } = this;
    this.told = id;
    this.event = '';
    this.data = [];
    return data.length === 0 ? [] : [{ event: event || 'message', data: data.join('\n'), id }];
  }
}
