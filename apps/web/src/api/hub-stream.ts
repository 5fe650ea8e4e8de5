import type { StreamEvent, StreamEventName } from '#libs/contracts';
import { url } from './client.js';
import { SseParser } from './sse-parser.js';

export type HubEvent = {
  readonly [N in StreamEventName]: { readonly name: N; readonly data: StreamEvent<N> };
}[StreamEventName];

export interface HubStreamListener {
  readonly onEvents: (events: readonly HubEvent[]) => void;
  /** anything arrived, a heartbeat included */
  readonly onLife: () => void;
}

const names: ReadonlySet<string> = new Set<StreamEventName>(['claim', 'presence', 'headCount', 'reset']);
const retryMs = [500, 1_000, 2_000, 5_000, 10_000];

/** Follows the stream of some hubs until aborted; reconnects by itself and asks for what it missed. */
export async function followHubs(
  ids: readonly string[],
  { onEvents, onLife }: HubStreamListener,
  signal: AbortSignal,
): Promise<void> {
  let lastId: string | null = null;
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (lastId !== null) headers['last-event-id'] = lastId;
      const response = await fetch(url('/streams/hubs', { ids: ids.join(',') }), {
        headers,
        signal,
        cache: 'no-store',
      });
      if (!response.ok || response.body === null) throw new Error(`The stream answered ${response.status}`);
      const parser = new SseParser();
      const decoder = new TextDecoder();
      onLife();
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        failures = 0;
        onLife();
        const messages = parser.push(decoder.decode(value, { stream: true }));
        lastId = parser.lastEventId ?? lastId;
        const events = messages
          .filter(({ event }) => names.has(event))
          .map(({ event, data }) => ({ name: event, data: JSON.parse(data) }) as HubEvent);
        if (events.length > 0) onEvents(events);
      }
    } catch {
      // Whatever cut the stream, the answer is the same: try again below.
    }
    await pause(retryMs[Math.min(failures, retryMs.length - 1)] ?? 0, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
