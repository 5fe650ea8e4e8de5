import type { TFunction } from 'i18next';
import type { PolicyRules } from '#libs/contracts';
import { dayText } from './closed-day.js';
import { ruleFields, type RuleName, type Unit } from './rule-fields.js';

const HOUR = 60;
const DAY = 24 * HOUR;

/** In the largest unit that divides it: `2 ore`, `90 minuti`. */
function lengthText(minutes: number, t: TFunction): string {
  if (minutes > 0 && minutes % DAY === 0) return t('duration.days', { count: minutes / DAY });
  if (minutes > 0 && minutes % HOUR === 0) return t('duration.hours', { count: minutes / HOUR });
  return t('duration.minutes', { count: minutes });
}

const amountText = (count: number, unit: Unit, t: TFunction): string =>
  unit === 'minutes' ? lengthText(count, t) : unit === 'days' ? t('duration.days', { count }) : String(count);

/** What a rule says, in words. */
export function ruleText(rule: RuleName, said: PolicyRules[RuleName], t: TFunction): string {
  if (said === null || said === undefined) return t(`policies.none.${noneOf(rule)}`);
  const field = ruleFields.find((one) => one.rule === rule)!;
  if (typeof said === 'boolean') return t(said ? 'policies.mode.yes' : 'policies.mode.no');
  if (typeof said === 'number') return amountText(said, field.as === 'number' ? field.unit : 'times', t);
  if (typeof said === 'string') return t(`policies.mode.${said}`);
  if (Array.isArray(said)) return said.length === 0 ? t('policies.noDays') : said.map(dayText).join(', ');
  if ('daysAhead' in said) {
    const { audience, daysAhead } = said;
    return t('policies.priorityText', { audience: t(`policies.audience.${audience}`), count: daysAhead });
  }
  const { withinDays, most, banDays } = said;
  return t('policies.strikesText', { most, within: withinDays, count: banDays });
}

const NONE = {
  approvalMinutes: 'notNeeded',
  cancelUntilMinutes: 'untilOver',
  noShowAfterMinutes: 'never',
  priority: 'nobody',
  strikes: 'nothing',
} as const;
const noneOf = (rule: RuleName): 'noLimit' | (typeof NONE)[keyof typeof NONE] =>
  rule in NONE ? NONE[rule as keyof typeof NONE] : 'noLimit';
export const noneText = (rule: RuleName, t: TFunction): string => t(`policies.none.${noneOf(rule)}`);
