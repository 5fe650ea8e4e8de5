import { useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hub, Space } from '#libs/contracts';
import { LevelSwitch, levelsOf, spacesOn } from '../plan/levels.js';
import { boxOf, toScreen, type PlanScale, type PlanSize } from '../plan/plan-geometry.js';
import { useWidth } from '../plan/use-width.js';
import '../plan/plan.css';

interface ZonePlanProps {
  readonly hub: Hub;
  /** null: the whole hub */
  readonly spaceId: string | null;
  readonly onPick: (spaceId: string) => void;
}

const HEIGHT_PX = 340;
const EDGE_PX = 2;
const MARGIN_M = 0.4;
const depth: Readonly<Record<Space['kind'], number>> = { floor: 0, zone: 1, room: 2 };
const byDepth = (a: Space, b: Space): number => depth[a.kind] - depth[b.kind];

/** The whole floor in the room on screen: its desks are only dots here. */
function fitted(spaces: readonly Space[], room: PlanSize): PlanScale {
  const tight = boxOf(spaces.flatMap(({ outline }) => outline));
  const box = {
    minX: tight.minX - MARGIN_M,
    minY: tight.minY - MARGIN_M,
    maxX: tight.maxX + MARGIN_M,
    maxY: tight.maxY + MARGIN_M,
  };
  const [wide, high] = [box.maxX - box.minX, box.maxY - box.minY];
  const scale = Math.min(room.width / wide, room.height / high);
  return { box, scale, width: wide * scale, height: high * scale, desk: { width: 0, height: 0 } };
}

/** The floors of a hub, of which a floor, zone or room is chosen; the list beside it offers the same. */
export function ZonePlan({ hub, spaceId, onPick }: ZonePlanProps): JSX.Element {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const levels = levelsOf(hub);
  const [viewed, setViewed] = useState<number | null>(null);
  const level = viewed ?? hub.spaces.find(({ id }) => id === spaceId)?.level ?? levels[0] ?? 0;
  const spaces = spacesOn(hub, level);
  const here = new Set(spaces.map(({ id }) => id));
  const desks = hub.bookables.filter((one) => here.has(one.spaceId));
  const plan = fitted(spaces, { width: width - EDGE_PX, height: HEIGHT_PX });
  return (
    <div>
      <LevelSwitch levels={levels} level={level} onChange={setViewed} />
      <div ref={frame} className="plan-frame">
        <svg
          className="plan zone-plan"
          width={plan.width}
          height={plan.height}
          viewBox={`0 0 ${plan.width} ${plan.height}`}
          role="group"
          aria-label={t('closures.plan')}
        >
          {spaces.toSorted(byDepth).map((space) => (
            <Zone
              key={space.id}
              space={space}
              plan={plan}
              closed={spaceId === null || space.id === spaceId}
              chosen={space.id === spaceId}
              onPick={onPick}
            />
          ))}
          {desks.map(({ id, position }) => {
            const [x, y] = toScreen(plan, position);
            return <circle key={id} className="zone-desk" cx={x} cy={y} r={2.5} />;
          })}
        </svg>
      </div>
    </div>
  );
}

interface ZoneProps {
  readonly space: Space;
  readonly plan: PlanScale;
  readonly closed: boolean;
  readonly chosen: boolean;
  readonly onPick: (spaceId: string) => void;
}

function Zone({ space, plan, closed, chosen, onPick }: ZoneProps): JSX.Element {
  const ring = space.outline.map((point) => toScreen(plan, point));
  const left = Math.min(...ring.map(([x]) => x));
  const top = Math.min(...ring.map(([, y]) => y));
  return (
    <g
      className={`space space-${space.kind} zone${closed ? ' zone-closed' : ''}`}
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={space.name}
      data-space={space.id}
      onClick={() => onPick(space.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPick(space.id);
      }}
    >
      <title>{space.name}</title>
      <polygon points={ring.map((point) => point.join(',')).join(' ')} />
      <text x={left + 8} y={top + 18}>
        {space.name}
      </text>
    </g>
  );
}
