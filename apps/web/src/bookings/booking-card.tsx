import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatDay, formatLongDay, formatTime } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { BookingActions } from './booking-actions.js';
import { isActive } from './parts.js';
import { actionsOf } from './stay-rules.js';

interface BookingCardProps {
  readonly booking: Booking;
  readonly past: boolean;
  /** milliseconds since 1970 */
  readonly now: number;
}

export function BookingCard({ booking, past, now }: BookingCardProps): JSX.Element {
  const { t } = useTranslation();
  const { hub, from, to, status } = booking;
  const day = formatLongDay(from, hub.timeZone, currentLanguage());
  return (
    <article className="booking" data-booking={booking.id}>
      <div className="booking-head">
        <h2>
          <time dateTime={from}>
            {day}, {formatTime(from, hub.timeZone)}–{formatTime(to, hub.timeZone)}
          </time>
        </h2>
        <span className={toneOf(booking)}>{t(`status.${status}`)}</span>
      </div>
      <p className="booking-hub">{hub.name}</p>
      <Things booking={booking} />
      <p className="booking-address">{hub.address}</p>
      <AgreedNote booking={booking} />
      <CheckInNote booking={booking} now={now} />
      {booking.seriesId === null ? null : (
        <p>
          <Icon name="refresh" />{' '}
          <Link to="/prenotazioni/serie/$hubId/$seriesId" params={{ hubId: hub.id, seriesId: booking.seriesId }}>
            {t('series.partOf')}
          </Link>
        </p>
      )}
      <BookingActions booking={booking} past={past} actions={actionsOf(booking, now)} />
    </article>
  );
}

function toneOf(booking: Booking): string {
  if (booking.status === 'held') return 'booking-status booking-status-warn';
  return isActive(booking) ? 'booking-status booking-status-active' : 'booking-status';
}

/** What was booked; of a bundle, what was given back by itself is told apart. */
function Things({ booking: { bookables, status } }: { readonly booking: Booking }): JSX.Element {
  const { t } = useTranslation();
  const told = bookables.map(({ id, kind, label, spaceName, status: own }) => (
    <span key={id}>
      {t(`thing.${kind}`, { label, space: spaceName })}
      {own === status ? null : <> · {t(`status.${own}`)}</>}
    </span>
  ));
  if (told.length === 1) return <p>{told}</p>;
  return (
    <ul className="booking-things" aria-label={t('stay.bundle')}>
      {told.map((one) => (
        <li key={one.key}>{one}</li>
      ))}
    </ul>
  );
}

/** Whether the hub has agreed, where it must, and who booked, where it was somebody else. */
function AgreedNote({ booking }: { readonly booking: Booking }): JSX.Element | null {
  const { t } = useTranslation();
  const { hub, status, approval, bookedBy } = booking;
  const notes: string[] = [];
  if (bookedBy)
    notes.push(bookedBy.atDesk ? t('stay.bookedAtDesk') : t('stay.bookedBy', { who: bookedBy.label ?? '–' }));
  if (approval && status === 'held')
    notes.push(
      t('stay.waitsForApproval', {
        when: `${formatDay(approval.until, hub.timeZone, currentLanguage())}, ${formatTime(approval.until, hub.timeZone)}`,
      }),
    );
  if (approval?.decision === 'refused')
    notes.push(t('stay.notApproved'), ...(approval.reason ? [approval.reason] : []));
  if (approval?.decision === null && status === 'expired') notes.push(t('stay.lapsed'));
  return notes.length === 0 ? null : <p className="field-hint">{notes.join(' ')}</p>;
}

/** When one can check in, until when one must, and the code for the kiosk. */
function CheckInNote({ booking, now }: { readonly booking: Booking; readonly now: number }): JSX.Element | null {
  const { t } = useTranslation();
  const { hub, checkIn, noShowAt, appealedAt, onMyWayAt } = booking;
  const time = (instant: string): string => formatTime(instant, hub.timeZone);
  if (noShowAt !== null && noShowAt !== undefined)
    return (
      <p className="field-hint">
        {t('stay.noShow', { time: time(noShowAt) })}
        {appealedAt === null || appealedAt === undefined ? null : <> {t('stay.appealed')}</>}
      </p>
    );
  if (checkIn === null || checkIn === undefined || !isActive(booking)) return null;
  const opens =
    now < Date.parse(checkIn.from)
      ? t('stay.checkInFrom', {
          when: `${formatDay(checkIn.from, hub.timeZone, currentLanguage())}, ${time(checkIn.from)}`,
        })
      : null;
  const until = checkIn.until === null ? null : t('stay.checkInUntil', { time: time(checkIn.until) });
  const waits = onMyWayAt === null || onMyWayAt === undefined ? null : t('stay.waitsForYou');
  return (
    <p className="field-hint">
      {[opens, until, waits].filter((part) => part !== null).join(' ')} {t('stay.kioskCode')}{' '}
      <code className="kiosk-code">{checkIn.code}</code>
    </p>
  );
}
