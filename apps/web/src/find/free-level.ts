import type { HubHit } from '#libs/contracts';

export type FreeLevel = 'many' | 'few' | 'none' | 'closed';

const FEW_SHARE = 0.25;

/** How easily a desk is had: few means at most a quarter of the desks. */
export function freeLevel({ open, free, desks }: Pick<HubHit, 'open' | 'free' | 'desks'>): FreeLevel {
  if (!open) return 'closed';
  if (free === 0) return 'none';
  return free / desks <= FEW_SHARE ? 'few' : 'many';
}
