import type { JSX } from 'react';
import { DeskGlyph } from './desk-glyph.js';
import { deskLooks } from './desk-look.js';
import type { PlanDesk } from './floor-plan.js';
import type { PlanPoint } from './plan-geometry.js';

interface DeskShapeProps {
  readonly desk: PlanDesk;
  readonly at: PlanPoint;
  readonly size: number;
  readonly patternId: string;
  readonly tabbable: boolean;
  readonly selected: boolean;
  readonly onSelect: (deskId: string) => void;
}

const ASPECT = 0.8;

export function DeskShape({
  desk,
  at: [x, y],
  size,
  patternId,
  tabbable,
  selected,
  onSelect,
}: DeskShapeProps): JSX.Element {
  const look = deskLooks[desk.state];
  const height = size * ASPECT;
  const box = { x: x - size / 2, y: y - height / 2, width: size, height, rx: 5 };
  const glyph = size * 0.3;
  const hasGlyph = look.glyph !== 'none';
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
      <text x={x} y={hasGlyph ? y + height * 0.3 : y} fill={look.ink} dominantBaseline={hasGlyph ? 'auto' : 'central'}>
        {desk.label}
      </text>
      <DeskGlyph glyph={look.glyph} x={x - glyph / 2} y={y - height * 0.4} size={glyph} ink={look.ink} />
      {selected ? (
        <rect className="desk-ring" x={box.x - 4} y={box.y - 4} width={size + 8} height={height + 8} rx={8} />
      ) : null}
    </g>
  );
}
