import type { Booking, ClaimStatus } from '#libs/contracts';

const ACTIVE: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['held', 'confirmed', 'checked_in']);

/** Of a booking, or of one thing that it holds: not given back and not over. */
export const isActive = ({ status }: Pick<Booking['bookables'][number], 'status'>): boolean => ACTIVE.has(status);
