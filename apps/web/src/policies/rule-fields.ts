import type { PolicyRules } from '#libs/contracts';

export type RuleName = keyof PolicyRules;
export type Unit = 'minutes' | 'days' | 'times';

type NumberRule =
  | 'minMinutes'
  | 'maxMinutes'
  | 'gridMinutes'
  | 'leadMinutes'
  | 'lateMinutes'
  | 'horizonDays'
  | 'setUpMinutes'
  | 'cleaningMinutes'
  | 'approvalMinutes'
  | 'cancelUntilMinutes'
  | 'maxActive'
  | 'maxPerWeek'
  | 'maxMinutesPerWeek'
  | 'checkInFromMinutes'
  | 'noShowAfterMinutes'
  | 'onMyWayMinutes'
  | 'holdMinutes'
  | 'offerMinutes';

export interface NumberField {
  readonly rule: NumberRule;
  readonly as: 'number';
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  /** null says something of its own: any number, never */
  readonly nullable: boolean;
}

export type RuleField =
  | NumberField
  | { readonly rule: 'granularity'; readonly as: 'granularity' }
  | { readonly rule: 'closedOnHolidays'; readonly as: 'yesno' }
  | { readonly rule: 'closedDays'; readonly as: 'days' }
  | { readonly rule: 'priority'; readonly as: 'priority' }
  | { readonly rule: 'strikes'; readonly as: 'strikes' };

export type RuleGroup = 'length' | 'ahead' | 'closed' | 'amount' | 'checkIn' | 'holds' | 'strikes';

const DAY = 24 * 60;
const number = (rule: NumberRule, unit: Unit, min: number, max: number, nullable = false): NumberField => ({
  rule,
  as: 'number',
  unit,
  min,
  max,
  nullable,
});

/** All that a layer can say, in the order in which people ask about it. */
export const ruleGroups: readonly { readonly group: RuleGroup; readonly fields: readonly RuleField[] }[] = [
  {
    group: 'length',
    fields: [
      number('minMinutes', 'minutes', 1, 7 * DAY),
      number('maxMinutes', 'minutes', 1, 35 * DAY),
      { rule: 'granularity', as: 'granularity' },
      number('gridMinutes', 'minutes', 5, 60),
      number('setUpMinutes', 'minutes', 0, DAY),
      number('cleaningMinutes', 'minutes', 0, DAY),
    ],
  },
  {
    group: 'ahead',
    fields: [
      number('horizonDays', 'days', 0, 730),
      { rule: 'priority', as: 'priority' },
      number('leadMinutes', 'minutes', 0, 30 * DAY),
      number('lateMinutes', 'minutes', 0, DAY),
      number('approvalMinutes', 'minutes', 1, 30 * DAY, true),
      number('cancelUntilMinutes', 'minutes', 0, 30 * DAY, true),
    ],
  },
  {
    group: 'closed',
    fields: [
      { rule: 'closedOnHolidays', as: 'yesno' },
      { rule: 'closedDays', as: 'days' },
    ],
  },
  {
    group: 'amount',
    fields: [
      number('maxActive', 'times', 0, 1000, true),
      number('maxPerWeek', 'times', 0, 1000, true),
      number('maxMinutesPerWeek', 'minutes', 0, 350 * DAY, true),
    ],
  },
  {
    group: 'checkIn',
    fields: [
      number('checkInFromMinutes', 'minutes', 0, DAY),
      number('noShowAfterMinutes', 'minutes', 1, DAY, true),
      number('onMyWayMinutes', 'minutes', 0, 240),
    ],
  },
  { group: 'holds', fields: [number('holdMinutes', 'minutes', 1, 60), number('offerMinutes', 'minutes', 1, DAY)] },
  { group: 'strikes', fields: [{ rule: 'strikes', as: 'strikes' }] },
];

export const ruleFields: readonly RuleField[] = ruleGroups.flatMap(({ fields }) => fields);
