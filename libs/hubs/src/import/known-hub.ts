import type { HubAmenity, HubKind } from '#libs/contracts';
import type { FloorPlan } from '../domain/floor-plan.js';
import type { WeeklyWindow } from '../domain/opening-hours.js';

/** A hub of the metro as it is before an import. */
export interface KnownHub {
  readonly id: string;
  readonly slug: string;
  readonly organisationId: string;
  readonly useAgreementId: string | null;
  readonly name: string;
  readonly kind: HubKind;
  readonly address: string;
  readonly lat: number;
  readonly lon: number;
  readonly amenities: readonly HubAmenity[];
  readonly openingWindows: readonly WeeklyWindow[];
  readonly plan: FloorPlan;
}

/** Whether two plans show the same, in whatever order. */
export const samePlan = (a: FloorPlan, b: FloorPlan): boolean => planText(a) === planText(b);

/** Degrees that differ by less than a millimetre are one position. */
export const samePlace = (a: number, b: number): boolean => Math.abs(a - b) < 1e-8;

export const sameWindows = (a: readonly WeeklyWindow[], b: readonly WeeklyWindow[]): boolean =>
  sorted(a.map(windowText)) === sorted(b.map(windowText));

export const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  sorted([...new Set(a)]) === sorted([...new Set(b)]);

const sorted = (texts: readonly string[]): string => texts.toSorted().join('\n');
const windowText = ({ weekday, opensMinute, closesMinute, community }: WeeklyWindow): string =>
  `${weekday} ${opensMinute}-${closesMinute} ${community}`;
const planText = ({ spaces, bookables }: FloorPlan): string =>
  [
    sorted(spaces.map(({ name, kind, level, outline }) => JSON.stringify([name, kind, level, outline]))),
    sorted(
      bookables.map(({ label, kind, space, position, amenities }) =>
        JSON.stringify([label, kind, space, position, amenities.toSorted()]),
      ),
    ),
  ].join('\n');
