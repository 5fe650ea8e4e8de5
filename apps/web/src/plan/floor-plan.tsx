import { useEffect, useId, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { Space } from '#libs/contracts';
import { DeskShape } from './desk-shape.js';
import { deskLooks, type DeskState } from './desk-look.js';
import {
  nearestInDirection,
  scaleOf,
  toScreen,
  type Direction,
  type PlanPoint,
  type PlanScale,
} from './plan-geometry.js';
import { useWidth } from './use-width.js';
import './plan.css';

export interface PlanDesk {
  readonly id: string;
  readonly label: string;
  readonly position: PlanPoint;
  readonly state: DeskState;
  /** the whole of what the drawing says, in words */
  readonly name: string;
}

interface FloorPlanProps {
  readonly label: string;
  readonly spaces: readonly Space[];
  readonly desks: readonly PlanDesk[];
  readonly selected: string | null;
  readonly onSelect: (deskId: string) => void;
}

/** of the window's height */
const PLAN_SHARE = 0.58;

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** One floor, drawn. One stop for the Tab key; arrows go from desk to desk. */
export function FloorPlan({ label, spaces, desks, selected, onSelect }: FloorPlanProps): JSX.Element {
  const patternId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [focused, setFocused] = useState<string | null>(null);
  const points = desks.map(({ position }) => position);
  const plan = scaleOf(
    spaces.flatMap(({ outline }) => outline),
    points,
    { width, height: innerHeight * PLAN_SHARE },
  );
  const tabStop = desks.find(({ id }) => id === (focused ?? selected))?.id ?? desks[0]?.id;

  useEffect(() => {
    frame.current?.querySelector('.desk-selected')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);

  const move = (event: KeyboardEvent): void => {
    const direction = arrows[event.key];
    const at = desks.findIndex(({ id }) => id === tabStop);
    if (direction === undefined || at < 0) return;
    event.preventDefault();
    const next = desks[nearestInDirection(points, at, direction) ?? at];
    if (next === undefined) return;
    setFocused(next.id);
    frame.current?.querySelector<SVGElement>(`[data-desk="${next.id}"]`)?.focus();
  };

  return (
    <div ref={frame} className="plan-frame">
      <svg
        className="plan"
        width={plan.width}
        height={plan.height}
        viewBox={`0 0 ${plan.width} ${plan.height}`}
        role="group"
        aria-label={label}
        onKeyDown={move}
      >
        <Patterns id={patternId} />
        {spaces.toSorted(byDepth).map((space) => (
          <SpaceShape key={space.id} space={space} plan={plan} />
        ))}
        {desks.map((desk) => (
          <DeskShape
            key={desk.id}
            desk={desk}
            at={toScreen(plan, desk.position)}
            size={plan.desk}
            patternId={patternId}
            tabbable={desk.id === tabStop}
            selected={desk.id === selected}
            onSelect={onSelect}
          />
        ))}
      </svg>
    </div>
  );
}

const depth: Readonly<Record<Space['kind'], number>> = { floor: 0, zone: 1, room: 2 };
const byDepth = (a: Space, b: Space): number => depth[a.kind] - depth[b.kind];

function SpaceShape({ space, plan }: { readonly space: Space; readonly plan: PlanScale }): JSX.Element {
  const ring = space.outline.map((point) => toScreen(plan, point));
  const left = Math.min(...ring.map(([x]) => x));
  const top = Math.min(...ring.map(([, y]) => y));
  return (
    <g className={`space space-${space.kind}`} aria-hidden="true">
      <polygon points={ring.map((point) => point.join(',')).join(' ')} />
      {space.kind === 'floor' ? null : (
        <text x={left + 8} y={top + 18}>
          {space.name}
        </text>
      )}
    </g>
  );
}

function Patterns({ id }: { readonly id: string }): JSX.Element {
  return (
    <defs>
      <pattern id={`${id}-stripes`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2" height="7" fill={deskLooks.taken.ink} fillOpacity="0.16" />
      </pattern>
      <pattern id={`${id}-dots`} width="7" height="7" patternUnits="userSpaceOnUse">
        <circle cx="2" cy="2" r="1.2" fill={deskLooks.squat.ink} fillOpacity="0.28" />
      </pattern>
    </defs>
  );
}
