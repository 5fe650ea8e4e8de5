import { useSyncExternalStore } from 'react';
import { dismissToast, showToast } from './toast-store.js';

type Listener = () => void;
let leaving: ReadonlySet<string> = new Set();
const listeners = new Set<Listener>();

function setLeaving(ids: ReadonlySet<string>): void {
  leaving = ids;
  for (const listener of listeners) listener();
}

function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Things that are being removed: lists leave them out while it can still be undone. */
export const useLeaving = (): ReadonlySet<string> => useSyncExternalStore(subscribe, () => leaving);

export interface Undoable {
  /** the id of what is removed */
  readonly id: string;
  readonly text: string;
  readonly undo: string;
  /** sends it; runs when the message with the undo is gone, also because the page is left */
  readonly commit: () => Promise<void>;
  readonly onFailed: (error: unknown) => void;
}

/** Says that it is done, and does it when nobody took it back. For what the service itself could not bring back. */
export function removeUndoably({ id, text, undo, commit, onFailed }: Undoable): void {
  let decided = false;
  const back = (): void => setLeaving(new Set([...leaving].filter((other) => other !== id)));
  setLeaving(new Set([...leaving, id]));
  showToast({
    kind: 'success',
    text,
    action: {
      label: undo,
      run: () => {
        decided = true;
        back();
        dismissToast();
      },
    },
    onGone: () => {
      if (decided) return;
      decided = true;
      commit().catch(onFailed).finally(back);
    },
  });
}

globalThis.addEventListener('pagehide', dismissToast);
