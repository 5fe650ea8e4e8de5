import type { PolicyRules } from '#libs/contracts';
import { dayText, readDay } from './closed-day.js';
import { draftOf, modesOf, rulesOf } from './rule-draft.js';
import { ruleFields } from './rule-fields.js';

/** Every rule that there is: a new one that has no field fails here. */
const ALL: Required<PolicyRules> = {
  minMinutes: 30,
  maxMinutes: 240,
  gridMinutes: 15,
  granularity: 'half_day',
  leadMinutes: 0,
  lateMinutes: 15,
  horizonDays: 30,
  setUpMinutes: 5,
  cleaningMinutes: 10,
  approvalMinutes: 120,
  cancelUntilMinutes: null,
  closedOnHolidays: true,
  closedDays: ['06-29', '2026-12-24'],
  priority: { audience: 'members', daysAhead: 7 },
  maxActive: 3,
  maxPerWeek: null,
  maxMinutesPerWeek: 1200,
  checkInFromMinutes: 15,
  noShowAfterMinutes: 20,
  onMyWayMinutes: 15,
  holdMinutes: 5,
  offerMinutes: 15,
  strikes: { withinDays: 30, most: 3, banDays: 7 },
};

it('has a field for every rule, and gives back what it was given', () => {
  expect(ruleFields.map(({ rule }) => rule).toSorted()).toEqual(Object.keys(ALL).toSorted());
  expect(rulesOf(draftOf(ALL))).toEqual(ALL);
});

it('says nothing of what it is silent about', () => {
  expect(rulesOf(draftOf({}))).toEqual({});
  expect(rulesOf(draftOf({ maxActive: null, closedOnHolidays: false }))).toEqual({
    maxActive: null,
    closedOnHolidays: false,
  });
});

it('offers no limit only where the rule knows none', () => {
  const without = ruleFields.filter((field) => modesOf(field).includes('none')).map(({ rule }) => rule);
  expect(without.toSorted()).toEqual(
    [
      'approvalMinutes',
      'cancelUntilMinutes',
      'maxActive',
      'maxMinutesPerWeek',
      'maxPerWeek',
      'noShowAfterMinutes',
      'priority',
      'strikes',
    ].toSorted(),
  );
});

it('reads and writes days as people do', () => {
  expect([readDay('25/12'), readDay('1.1'), readDay(' 24/12/2026 '), readDay('Natale')]).toEqual([
    '12-25',
    '01-01',
    '2026-12-24',
    'Natale',
  ]);
  expect(ALL.closedDays.map((day) => readDay(dayText(day)))).toEqual(ALL.closedDays);
});
