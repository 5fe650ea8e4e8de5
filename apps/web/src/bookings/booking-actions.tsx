import { Link } from '@tanstack/react-router';
import { useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#libs/contracts';
import { summary } from '../find/use-booking.js';
import { formatTime } from '../time/format.js';
import { toLocalSpan } from '../time/local-span.js';
import { Icon, type IconName } from '../ui/icon.js';
import { AppealDialog } from './appeal-dialog.js';
import { ExtendDialog } from './extend-dialog.js';
import { MoveDialog } from './move-dialog.js';
import type { StayActions } from './stay-rules.js';
import { useCancel } from './use-cancel.js';
import { calendarFileOf, checkIn, sayOnMyWay, useRelease, useStay } from './use-stay.js';

interface BookingActionsProps {
  readonly booking: Booking;
  readonly past: boolean;
  readonly actions: StayActions;
}

/** What its state allows: what is urgent as a button of its own, the rest as a row below. */
export function BookingActions({ booking, past, actions }: BookingActionsProps): JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'extend' | 'move' | 'appeal' | null>(null);
  const cancel = useCancel();
  const release = useRelease();
  const arrive = useStay(checkIn, ({ hub, to }) =>
    t('stay.checkedIn', { hub: hub.name, time: formatTime(to, hub.timeZone) }),
  );
  const onMyWay = useStay(sayOnMyWay, ({ hub }, { checkIn: later }) => {
    const until = later?.until;
    return until ? t('stay.waitingUntil', { time: formatTime(until, hub.timeZone) }) : t('stay.saidOnMyWay');
  });
  const close = (): void => setOpen(null);
  const about = t('stay.about', summary(booking));
  const act = { about, disabled: arrive.isPending || onMyWay.isPending || cancel.isPending };
  return (
    <div className="booking-actions">
      {actions.checkIn || actions.onMyWay || actions.appeal ? (
        <div className="booking-urgent">
          {actions.checkIn ? (
            <button
              type="button"
              className="btn btn-primary"
              disabled={act.disabled}
              onClick={() => arrive.mutate(booking)}
            >
              {t('stay.checkIn')}
              <span className="visually-hidden"> {about}</span>
            </button>
          ) : null}
          {actions.onMyWay ? (
            <button
              type="button"
              className="btn btn-outline-primary"
              disabled={act.disabled}
              onClick={() => onMyWay.mutate(booking)}
            >
              {t('stay.onMyWay')}
              <span className="visually-hidden"> {about}</span>
            </button>
          ) : null}
          {actions.appeal ? (
            <button type="button" className="btn btn-primary" onClick={() => setOpen('appeal')}>
              {t('stay.appeal')}
              <span className="visually-hidden"> {about}</span>
            </button>
          ) : null}
        </div>
      ) : null}
      <div className="booking-more">
        {actions.extend ? (
          <Action {...act} icon="clock" label={t('stay.extend')} onClick={() => setOpen('extend')} />
        ) : null}
        {actions.move ? (
          <Action {...act} icon="arrow-right" label={t('stay.move')} onClick={() => setOpen('move')} />
        ) : null}
        {actions.release ? (
          <Action {...act} icon="check-circle" label={t('stay.release')} onClick={() => release(booking)} />
        ) : null}
        <MapLink booking={booking} past={past} />
        {actions.calendar ? (
          <a className="btn-plain" href={calendarFileOf(booking)} download="quindici.ics">
            <Icon name="calendar" /> {t('stay.calendar')}
            <span className="visually-hidden"> {about}</span>
          </a>
        ) : null}
        {actions.cancel ? (
          <button
            type="button"
            className="btn-plain btn-plain-danger"
            disabled={act.disabled}
            onClick={() => cancel.mutate(booking)}
          >
            <Icon name="close" /> {t('bookings.cancel')}
            <span className="visually-hidden"> {t('bookings.cancelLong', summary(booking))}</span>
          </button>
        ) : null}
      </div>
      {open === 'extend' ? <ExtendDialog booking={booking} onClose={close} /> : null}
      {open === 'move' ? <MoveDialog booking={booking} onClose={close} /> : null}
      {open === 'appeal' ? <AppealDialog booking={booking} onClose={close} /> : null}
    </div>
  );
}

interface ActionProps {
  readonly icon: IconName;
  readonly label: ReactNode;
  readonly about: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

const Action = ({ icon, label, about, disabled, onClick }: ActionProps): JSX.Element => (
  <button type="button" className="btn-plain" disabled={disabled} onClick={onClick}>
    <Icon name={icon} /> {label}
    <span className="visually-hidden"> {about}</span>
  </button>
);

/** The search at the door of the hub, at the time of the booking; of a past one, at the next sensible time. */
function MapLink({ booking, past }: { readonly booking: Booking; readonly past: boolean }): JSX.Element {
  const { t } = useTranslation();
  const { hub, from, to } = booking;
  const when = past ? {} : toLocalSpan(from, to, hub.timeZone);
  return (
    <Link to="/" search={{ lat: hub.lat, lon: hub.lon, hub: hub.id, ...when }} className="btn-plain">
      <Icon name="map-marker" /> {t(past ? 'bookings.again' : 'bookings.map')}
      <span className="visually-hidden"> {t('bookings.mapLong', { hub: hub.name })}</span>
    </Link>
  );
}
