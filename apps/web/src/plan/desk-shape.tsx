import type { JSX } from 'react';
import { DeskGlyph } from './desk-glyph.js';
import { deskLooks } from './desk-look.js';
import type { PlanDesk } from './floor-plan.js';
import type { PlanPoint, PlanSize } from './plan-geometry.js';

interface DeskShapeProps {
  readonly desk: PlanDesk;
  readonly at: PlanPoint;
  readonly size: PlanSize;
  readonly patternId: string;
  readonly tabbable: boolean;
  readonly selected: boolean;
  readonly onSelect: (deskId: string) => void;
}

/** Wide desks carry the sign beside the label, others above it. */
const WIDE = 1.45;

export function DeskShape({ desk, at, size, patternId, tabbable, selected, onSelect }: DeskShapeProps): JSX.Element {
  const [x, y] = at;
  const { width, height } = size;
  const look = deskLooks[desk.state];
  const box = { x: x - width / 2, y: y - height / 2, width, height, rx: 5 };
  const sign = Math.min(16, height * 0.42);
  const beside = width > height * WIDE;
  const bare = look.glyph === 'none';
  const text = beside || bare ? { x: bare ? x : x + sign * 0.6, y } : { x, y: y + sign * 0.55 };
  const glyph = beside
    ? { x: x - width / 2 + sign * 0.35, y: y - sign / 2 }
    : { x: x - sign / 2, y: y - height / 2 + sign * 0.15 };
  return (
    <g
      className={selected ? 'desk desk-selected' : 'desk'}
      role="button"
      tabIndex={tabbable ? 0 : -1}
      aria-label={desk.name}
      aria-pressed={selected}
      data-desk={desk.id}
      data-state={desk.state}
      onClick={() => onSelect(desk.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect(desk.id);
      }}
    >
      <title>{desk.name}</title>
      <rect
        {...box}
        fill={look.fill}
        stroke={look.stroke}
        strokeWidth={1.6}
        strokeDasharray={look.dashed ? '5 3' : undefined}
      />
      {look.pattern === undefined ? null : <rect {...box} fill={`url(#${patternId}-${look.pattern})`} />}
      <text {...text} fill={look.ink}>
        {desk.label}
      </text>
      <DeskGlyph glyph={look.glyph} {...glyph} size={sign} ink={look.ink} />
      {selected ? (
        <rect className="desk-ring" x={box.x - 4} y={box.y - 4} width={width + 8} height={height + 8} rx={8} />
      ) : null}
    </g>
  );
}
