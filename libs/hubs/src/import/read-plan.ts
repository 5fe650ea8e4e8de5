import { refuseRow } from '#libs/platform';
import type { FloorPlan } from '../domain/floor-plan.js';
import type { HubRow } from './hub-row.js';

/** The drawn plan of a row, made sound. @throws RowRefused */
export function readPlan(plan: NonNullable<HubRow['plan']>): FloorPlan {
  const spaces = new Set(plan.spaces.map(({ name }) => name));
  const labels = new Set(plan.bookables.map(({ label }) => label));
  const lost = plan.bookables.find(({ space }) => !spaces.has(space));
  if (spaces.size < plan.spaces.length) refusePlan('two spaces of its plan have one name');
  if (labels.size < plan.bookables.length) refusePlan('two bookables of its plan have one label');
  if (lost !== undefined) refusePlan(`its plan has no space "${lost.space}" for ${lost.label}`);
  return { ...plan, spaces: plan.spaces.map((space) => ({ ...space, outline: closed(space.outline) })) };
}

const refusePlan = (message: string): never => refuseRow('row-plan-unsound', 'plan', message);

function closed(ring: readonly [number, number][]): [number, number][] {
  const [first] = ring;
  const last = ring.at(-1)!;
  return first![0] === last[0] && first![1] === last[1] ? [...ring] : [...ring, first!];
}
