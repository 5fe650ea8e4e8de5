import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking, ClaimStatus } from '#libs/contracts';
import { summary } from '../find/use-booking.js';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay, formatTime } from '../time/format.js';
import { toLocalSpan } from '../time/local-span.js';
import { useCancel } from './use-cancel.js';

const active: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['held', 'confirmed', 'checked_in']);

export function BookingCard({ booking, past }: { readonly booking: Booking; readonly past: boolean }): JSX.Element {
  const { t } = useTranslation();
  const cancel = useCancel();
  const { hub, bookables, from, to, status } = booking;
  const day = formatLongDay(from, hub.timeZone, currentLanguage());
  return (
    <article className="booking" data-booking={booking.id}>
      <div className="booking-what">
        <h2>
          <time dateTime={from}>
            {day}, {formatTime(from, hub.timeZone)}–{formatTime(to, hub.timeZone)}
          </time>
        </h2>
        <p className="booking-hub">{hub.name}</p>
        {bookables.map(({ id, label, spaceName }) => (
          <p key={id}>{t('bookings.desk', { desk: label, space: spaceName })}</p>
        ))}
        <p className="booking-address">{hub.address}</p>
        <p>
          <span className={active.has(status) ? 'booking-status booking-status-active' : 'booking-status'}>
            {t(`status.${status}`)}
          </span>
        </p>
      </div>
      <div className="booking-actions">
        <MapLink booking={booking} past={past} />
        {active.has(status) && !past ? (
          <button
            type="button"
            className="btn btn-outline-danger"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(booking)}
          >
            {t('bookings.cancel')}
            <span className="visually-hidden"> {t('bookings.cancelLong', summary(booking))}</span>
          </button>
        ) : null}
      </div>
    </article>
  );
}

/** The search at the door of the hub, at the time of the booking; of a past one, at the next sensible time. */
function MapLink({
  booking: { hub, from, to },
  past,
}: {
  readonly booking: Booking;
  readonly past: boolean;
}): JSX.Element {
  const { t } = useTranslation();
  const when = past ? {} : toLocalSpan(from, to, hub.timeZone);
  return (
    <Link to="/" search={{ lat: hub.lat, lon: hub.lon, hub: hub.id, ...when }} className="btn btn-outline-primary">
      {t(past ? 'bookings.again' : 'bookings.map')}
      <span className="visually-hidden"> {t('bookings.mapLong', { hub: hub.name })}</span>
    </Link>
  );
}
