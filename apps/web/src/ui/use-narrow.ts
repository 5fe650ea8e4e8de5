import { useSyncExternalStore } from 'react';

const narrow = globalThis.matchMedia?.('(max-width: 767px)');

function subscribe(listener: () => void): () => void {
  narrow?.addEventListener('change', listener);
  return () => narrow?.removeEventListener('change', listener);
}

/** Whether the window is that of a phone: where what is wide is shown in another way, and not only smaller. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow?.matches ?? false);
