import { useSyncExternalStore } from 'react';

export interface Toast {
  readonly id: number;
  readonly kind: 'success' | 'danger';
  readonly text: string;
  readonly detail?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly link?: { readonly label: string; readonly to: '/prenotazioni' };
  /** told once, when the message leaves the screen for whatever reason */
  readonly onGone?: () => void;
}

type Listener = () => void;
let current: Toast | null = null;
let nextId = 1;
const listeners = new Set<Listener>();

function set(toast: Toast | null): void {
  const gone = current;
  current = toast;
  for (const listener of listeners) listener();
  gone?.onGone?.();
}

/** One message at a time: the newest is the one that can be undone. */
export const showToast = (toast: Omit<Toast, 'id'>): void => set({ ...toast, id: nextId++ });
export const dismissToast = (): void => set(null);

function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useToast = (): Toast | null => useSyncExternalStore(subscribe, () => current);
