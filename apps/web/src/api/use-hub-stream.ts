import { useEffect, useEffectEvent, useState } from 'react';
import { followHubs, type HubEvent } from './hub-stream.js';

const SILENCE_MS = 30_000;

/**
 * Hands on what happens in some hubs, at most once a frame; pauses while the tab is hidden.
 * @returns false once the stream has said nothing, not even a heartbeat, for 30 s
 */
export function useHubStream(ids: readonly string[], onEvents: (events: readonly HubEvent[]) => void): boolean {
  const [live, setLive] = useState(true);
  const deliver = useEffectEvent(onEvents);
  const key = ids.toSorted().join(',');

  useEffect(() => {
    if (key === '') return undefined;
    let connection = new AbortController();
    let pending: HubEvent[] = [];
    let frame = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;

    const onLife = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => setLive(false), SILENCE_MS);
      setLive(true);
    };
    const flush = (): void => {
      const events = pending;
      pending = [];
      frame = 0;
      deliver(events);
    };
    const queue = (events: readonly HubEvent[]): void => {
      pending.push(...events);
      if (frame === 0) frame = requestAnimationFrame(flush);
    };
    const close = (): void => {
      connection.abort();
      clearTimeout(silence);
    };
    const open = (): void => {
      connection = new AbortController();
      silence = setTimeout(() => setLive(false), SILENCE_MS);
      void followHubs(key.split(','), { onEvents: queue, onLife }, connection.signal);
    };
    const follow = (): void => {
      close();
      if (document.visibilityState === 'hidden') return;
      open();
      queue([{ name: 'reset', data: {} }]);
    };

    open();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      cancelAnimationFrame(frame);
      close();
    };
  }, [key]);

  return live;
}
