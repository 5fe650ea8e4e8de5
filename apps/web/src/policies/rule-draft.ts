import type { Audience, PolicyRules } from '#libs/contracts';
import { dayText, readDay } from './closed-day.js';
import { ruleFields, type RuleField, type RuleName } from './rule-fields.js';

/** silent: the more general layers say it; none: there is no limit; says: what is written beside it */
export type Mode = 'silent' | 'none' | 'says' | 'yes' | 'no' | 'quarters' | 'half_day' | 'day';

/** One rule as it is filled in: texts, as the fields hold them. */
export interface Said {
  readonly mode: Mode;
  readonly text: string;
  readonly audience: Audience;
  readonly within: string;
  readonly ban: string;
}

export type RuleDraft = Readonly<Record<RuleName, Said>>;

const SILENT: Said = { mode: 'silent', text: '', audience: 'members', within: '', ban: '' };

/** What a field offers to be chosen. */
export function modesOf(field: RuleField): readonly Mode[] {
  switch (field.as) {
    case 'yesno':
      return ['silent', 'yes', 'no'];
    case 'granularity':
      return ['silent', 'quarters', 'half_day', 'day'];
    case 'days':
      return ['silent', 'says'];
    case 'number':
      return field.nullable ? ['silent', 'says', 'none'] : ['silent', 'says'];
    case 'priority':
    case 'strikes':
      return ['silent', 'says', 'none'];
  }
}

export function draftOf(rules: PolicyRules): RuleDraft {
  return Object.fromEntries(ruleFields.map((field) => [field.rule, saidBy(field, rules)])) as Record<RuleName, Said>;
}

function saidBy(field: RuleField, rules: PolicyRules): Said {
  const value = rules[field.rule];
  if (value === undefined) return SILENT;
  if (value === null) return { ...SILENT, mode: 'none' };
  if (typeof value === 'boolean') return { ...SILENT, mode: value ? 'yes' : 'no' };
  if (typeof value === 'number') return { ...SILENT, mode: 'says', text: String(value) };
  if (typeof value === 'string') return { ...SILENT, mode: value };
  if (Array.isArray(value)) return { ...SILENT, mode: 'says', text: value.map(dayText).join('\n') };
  if ('daysAhead' in value) return { ...SILENT, mode: 'says', text: String(value.daysAhead), audience: value.audience };
  return {
    ...SILENT,
    mode: 'says',
    text: String(value.most),
    within: String(value.withinDays),
    ban: String(value.banDays),
  };
}

/** What is sent: a rule of which nothing is said is left out. */
export function rulesOf(draft: RuleDraft): PolicyRules {
  return Object.fromEntries(
    ruleFields.flatMap((field) => {
      const value = valueOf(field, draft[field.rule]);
      return value === undefined ? [] : [[field.rule, value]];
    }),
  );
}

function valueOf(field: RuleField, said: Said): unknown {
  if (said.mode === 'silent') return undefined;
  if (said.mode === 'none') return null;
  switch (field.as) {
    case 'yesno':
      return said.mode === 'yes';
    case 'granularity':
      return said.mode;
    case 'days':
      return said.text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map(readDay);
    case 'priority':
      return { audience: said.audience, daysAhead: Number(said.text) };
    case 'strikes':
      return { withinDays: Number(said.within), most: Number(said.text), banDays: Number(said.ban) };
    case 'number':
      return Number(said.text);
  }
}
