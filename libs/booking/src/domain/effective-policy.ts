import { BOOKING_POLICY, type BookingPolicy } from './booking-policy.js';

/** What a layer says; of what it leaves out, the more general ones speak. */
export type PartialRules = { readonly [Rule in keyof BookingPolicy]?: BookingPolicy[Rule] | undefined };

/** Rules for a part of an organisation's hubs. What is null narrows nothing. */
export interface PolicyLayer {
  readonly organisationId: string;
  readonly hubId: string | null;
  readonly spaceId: string | null;
  readonly kind: string | null;
  readonly audience: string | null;
  readonly rules: PartialRules;
}

/** What is asked for, and what the person is who asks. */
export interface Asked {
  readonly spaceId: string | null;
  readonly kind: string;
  /** the most special last */
  readonly audiences: readonly string[];
}

/** Of what a person may have so much at most. */
export type QuotaName = 'active' | 'week' | 'week_minutes';

export interface QuotaRule {
  readonly quota: QuotaName;
  /** What it counts: that of the layer that says so */
  readonly scope: string;
  /** Counted by bookable where the layer is for one kind, else by booking */
  readonly byBookable: boolean;
  readonly allowed: number;
}

const QUOTAS = [
  ['active', 'maxActive'],
  ['week', 'maxPerWeek'],
  ['week_minutes', 'maxMinutesPerWeek'],
] as const;

/**
 * The rules that hold: those of the organisation, then of the hub and of the space; then those for the kind of thing, then those for the audience. Each
 * rule is said by the last layer that names it.
 * @param layers of one hub and its organisation, in any order; at most one for the same part
 */
export function effectivePolicy(layers: readonly PolicyLayer[], asked: Asked): BookingPolicy {
  if (layers.length === 0) return BOOKING_POLICY;
  const said = fromGeneralToSpecial(layers, asked).flatMap(({ rules }) =>
    Object.entries(rules).filter(([, value]) => value !== undefined),
  );
  const policy: BookingPolicy = { ...BOOKING_POLICY, ...Object.fromEntries(said) };
  const { priority, minMinutes, maxMinutes } = policy;
  return {
    ...policy,
    // Two layers may ask for more at least and less at most: what may be at most holds.
    minMinutes: Math.min(minMinutes, maxMinutes),
    priority: priority !== null && asked.audiences.includes(priority.audience) ? null : priority,
  };
}

/** The quotas that a booking of it is charged to. */
export function quotasOf(layers: readonly PolicyLayer[], asked: Asked): readonly QuotaRule[] {
  if (layers.length === 0) return [];
  const special = fromGeneralToSpecial(layers, asked).toReversed();
  return QUOTAS.flatMap(([quota, rule]) => {
    const layer = special.find(({ rules }) => rules[rule] !== undefined);
    const allowed = layer?.rules[rule] ?? null;
    if (layer === undefined || allowed === null) return [];
    return [{ quota, scope: scopeOf(layer), byBookable: layer.kind !== null, allowed }];
  });
}

/** Whom it is for does not matter: what somebody has does not become less when they join. */
const scopeOf = ({ organisationId, hubId, spaceId, kind }: PolicyLayer): string =>
  [spaceId ?? hubId ?? organisationId, ...(kind === null ? [] : [kind])].join(' ');

function fromGeneralToSpecial(layers: readonly PolicyLayer[], asked: Asked): readonly PolicyLayer[] {
  return layers
    .filter(
      ({ spaceId, kind, audience }) =>
        (spaceId === null || spaceId === asked.spaceId) &&
        (kind === null || kind === asked.kind) &&
        (audience === null || asked.audiences.includes(audience)),
    )
    .toSorted(
      (a, b) =>
        rankOf(a.audience, asked) - rankOf(b.audience, asked) ||
        Number(a.kind !== null) - Number(b.kind !== null) ||
        reachOf(a) - reachOf(b),
    );
}

const rankOf = (audience: string | null, { audiences }: Asked): number =>
  audience === null ? -1 : audiences.indexOf(audience);
const reachOf = ({ hubId, spaceId }: PolicyLayer): number => (spaceId !== null ? 2 : hubId !== null ? 1 : 0);
