import type { TFunction } from 'i18next';
import { ProblemError } from '../api/client.js';
import type { Occurrence } from '#libs/contracts';
import { particularsOf } from '../bookings/particulars.js';

const known = [
  'bookable-taken',
  'nothing-as-wished',
  'hub-closed',
  'closed-that-day',
  'already-booked',
  'quota-reached',
  'too-far-ahead',
  'too-soon',
  'in-the-past',
  'too-long',
  'too-short',
  'priority-window',
  'too-many-no-shows',
  'not-whole-days',
  'bookable-not-found',
  'time-skipped',
] as const;
type Known = (typeof known)[number];
const isKnown = (code: string): code is Known => (known as readonly string[]).includes(code);

/** Why a day of a series could not be had, and what would have been. */
export function reasonText(reason: NonNullable<Occurrence['reason']>, timeZone: string, t: TFunction): string {
  const { code, details } = reason;
  const words = isKnown(code) ? t(`reason.${code}`) : t('reason.other', { code });
  const refusal = new ProblemError({ ...details, type: 'about:blank', title: words, status: 409, code });
  return [words, particularsOf(refusal, timeZone, t)].filter((part) => part !== null).join('. ');
}
