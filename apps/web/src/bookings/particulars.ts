import type { TFunction } from 'i18next';
import type { Booking } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDate, formatDay, formatTime } from '../time/format.js';

/** What a refusal says beside its words; which members there are depends on its code. */
interface Said {
  readonly until?: string | null;
  readonly from?: string;
  readonly earliest?: string;
  readonly minMinutes?: number;
  readonly maxMinutes?: number;
  readonly lastDay?: string;
  readonly nextDay?: string;
  readonly bookableFrom?: string;
  readonly openings?: readonly { readonly from: string; readonly to: string }[];
  /** a series says no more of it than its id */
  readonly booking?: Partial<Pick<Booking, 'from' | 'to' | 'hub'>>;
}

/** What would be accepted instead, on the wall clock of the hub; null where the refusal does not say. */
export function particularsOf(error: unknown, timeZone: string, t: TFunction): string | null {
  if (!(error instanceof ProblemError)) return null;
  const said = error.problem as Said;
  const time = (instant: string): string => formatTime(instant, timeZone);
  const moment = (instant: string): string => `${formatDay(instant, timeZone, currentLanguage())}, ${time(instant)}`;
  const day = (text: string): string => formatDate(text, currentLanguage());
  const minutes = (count: number): string =>
    count % 60 === 0
      ? t('refusal.hours', { count: count / 60 })
      : t('time.hours', { hours: Math.floor(count / 60), minutes: count % 60 });
  const { code } = error.problem;
  if (code === 'extension-taken')
    return said.until == null ? t('refusal.notLonger') : t('refusal.freeUntil', { time: time(said.until) });
  if (code === 'check-in-too-early' && said.from) return t('refusal.checkInFrom', { when: moment(said.from) });
  if ((code === 'in-the-past' || code === 'too-soon') && said.earliest)
    return t('refusal.earliest', { when: moment(said.earliest) });
  if (code === 'too-late-to-cancel' && said.until) return t('refusal.cancelUntil', { when: moment(said.until) });
  if (code === 'too-many-no-shows' && said.until) return t('refusal.bannedUntil', { when: moment(said.until) });
  if (code === 'too-long' && said.maxMinutes) return t('refusal.atMost', { duration: minutes(said.maxMinutes) });
  if (code === 'too-short' && said.minMinutes) return t('refusal.atLeast', { duration: minutes(said.minMinutes) });
  if (code === 'too-far-ahead' && said.lastDay) return t('refusal.lastDay', { day: day(said.lastDay) });
  if (code === 'closed-that-day' && said.nextDay) return t('refusal.nextDay', { day: day(said.nextDay) });
  if (code === 'priority-window' && said.bookableFrom) return t('refusal.openFrom', { day: day(said.bookableFrom) });
  if (code === 'hub-closed' && said.openings !== undefined && said.openings.length > 0)
    return t('refusal.openings', {
      list: said.openings.map(({ from, to }) => `${moment(from)}–${time(to)}`).join('; '),
    });
  if (code === 'already-booked') {
    const { hub, from, to } = said.booking ?? {};
    if (hub !== undefined && from !== undefined && to !== undefined)
      return t('refusal.inTheWay', {
        hub: hub.name,
        when: `${formatDay(from, hub.timeZone, currentLanguage())}, ${formatTime(from, hub.timeZone)}–${formatTime(to, hub.timeZone)}`,
      });
  }
  return null;
}

/** In one sentence or two: the words of the API, and what it would accept. */
export function whyNot(error: unknown, timeZone: string, t: TFunction): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  const { detail, title, status } = error.problem;
  if (status === 0) return t('page.offline');
  return [detail ?? title, particularsOf(error, timeZone, t)].filter((part) => part !== null).join('. ');
}
