import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
} from 'react';
import { hasBegun, type AgendaClaim, type AgendaRow } from './agenda-view.js';
import { snapped, type DayAxis } from './day-axis.js';
import { stretchOf } from './agenda-view.js';

export interface Drag {
  readonly claim: AgendaClaim;
  readonly row: AgendaRow;
  readonly toRow: string;
  /** milliseconds later */
  readonly shift: number;
}

export interface DragGround {
  readonly frame: RefObject<HTMLElement | null>;
  readonly axis: DayAxis;
  readonly rows: readonly AgendaRow[];
  /** the grid of a kind in milliseconds; 0: time is not moved by hand */
  readonly stepOf: (kind: AgendaRow['kind']) => number;
  readonly onDrop: (drag: Drag) => void;
}

export type Grab = (event: ReactPointerEvent<HTMLElement>, row: AgendaRow, claim: AgendaClaim) => void;

const BEGINS_PX = 5;
const EDGE_PX = 48;
const SCROLL_PX = 14;

/** Moves a block with the mouse or a pen, from row to row and along its own; Esc lets it go where it was. A finger scrolls instead. */
export function useBoardDrag(ground: DragGround): { readonly drag: Drag | null; readonly grab: Grab } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef(ground);
  const end = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = ground;
  });
  useEffect(() => () => end.current?.(), []);

  const grab = useCallback<Grab>((event, row, claim) => {
    if (event.pointerType === 'touch' || event.button !== 0) return;
    const frame = latest.current.frame.current;
    const track = event.currentTarget.parentElement;
    if (frame === null || track === null) return;
    const start = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
    let current: Drag | null = null;

    const move = (at: PointerEvent): void => {
      const dx = at.clientX + frame.scrollLeft - start.x;
      const dy = at.clientY + frame.scrollTop - start.y;
      if (current === null && Math.hypot(dx, dy) < BEGINS_PX) return;
      at.preventDefault();
      scrollAtEdge(frame, at);
      const { axis, stepOf } = latest.current;
      const step = hasBegun(claim, Date.now()) ? 0 : stepOf(row.kind);
      const asked = (dx / track.clientWidth) * (axis.to - axis.from);
      const shift = snapped(asked, step, stretchOf(claim), axis.day);
      const toRow = rowAt(at, latest.current.rows, row.kind) ?? current?.toRow ?? row.id;
      if (current?.toRow === toRow && current.shift === shift) return;
      current = { claim, row, toRow, shift };
      setDrag(current);
    };
    const stop = (): void => {
      globalThis.removeEventListener('pointermove', move);
      globalThis.removeEventListener('pointerup', drop);
      globalThis.removeEventListener('pointercancel', stop);
      globalThis.removeEventListener('keydown', key, true);
      end.current = null;
      setDrag(null);
    };
    const drop = (): void => {
      const dropped = current;
      stop();
      if (dropped === null) return;
      swallowClick();
      if (dropped.toRow !== row.id || dropped.shift !== 0) latest.current.onDrop(dropped);
    };
    const key = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape' || current === null) return;
      pressed.stopPropagation();
      swallowClick();
      stop();
    };
    globalThis.addEventListener('pointermove', move);
    globalThis.addEventListener('pointerup', drop);
    globalThis.addEventListener('pointercancel', stop);
    globalThis.addEventListener('keydown', key, true);
    end.current = stop;
  }, []);

  return { drag, grab };
}

/** The row under the pointer, if the thing can go there. */
function rowAt(at: PointerEvent, rows: readonly AgendaRow[], kind: AgendaRow['kind']): string | undefined {
  const element = document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>('[data-row]');
  return rows.find(({ id, kind: of }) => id === element?.dataset.row && of === kind)?.id;
}

function scrollAtEdge(frame: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const { left, right, top, bottom } = frame.getBoundingClientRect();
  const along = (at: number, first: number, last: number): number =>
    at < first + EDGE_PX ? -SCROLL_PX : at > last - EDGE_PX ? SCROLL_PX : 0;
  frame.scrollBy(along(clientX, left, right), along(clientY, top, bottom));
}

/** What ends a drag is no click on the block. */
function swallowClick(): void {
  const swallow = (event: Event): void => event.stopPropagation();
  globalThis.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => globalThis.removeEventListener('click', swallow, { capture: true }));
}
