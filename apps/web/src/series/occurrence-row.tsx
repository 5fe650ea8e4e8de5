import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alternative, Occurrence, Series } from '#libs/contracts';
import { whyNot } from '../bookings/particulars.js';
import { useRefreshStays } from '../bookings/use-stay.js';
import { intent, postBooking } from '../find/use-booking.js';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay, formatTime, walkMinutes } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { showToast } from '../ui/toast-store.js';
import { reasonText } from './reason-text.js';
import { changeSeries } from './series-api.js';

interface OccurrenceRowProps {
  readonly series: Series;
  readonly occurrence: Occurrence;
  readonly onChange: () => void;
  readonly onEnd: () => void;
}

const tones = {
  booked: 'booking-status booking-status-active',
  refused: 'booking-status booking-status-warn',
  'not-yet': 'booking-status',
  cancelled: 'booking-status',
} as const;

/** One day: booked, not yet, given up; or refused, with the reason and what could be had instead. */
export function OccurrenceRow({ series, occurrence, onChange, onEnd }: OccurrenceRowProps): JSX.Element {
  const { t } = useTranslation();
  const { hub } = series;
  const { date, state, booking, reason, alternatives } = occurrence;
  const day = formatLongDay(`${date}T12:00:00Z`, 'UTC', currentLanguage());
  const span = booking ?? occurrence;
  const times =
    span.from === null || span.to === null
      ? ''
      : `, ${formatTime(span.from, hub.timeZone)}–${formatTime(span.to, hub.timeZone)}`;
  return (
    <li className="occurrence">
      <div className="booking-head">
        <h3>
          {day}
          {times}
        </h3>
        <span className={tones[state]}>{t(`series.state.${state}`)}</span>
      </div>
      {reason === null ? null : <p>{reasonText(reason, hub.timeZone, t)}</p>}
      {state === 'refused' && alternatives.length > 0 ? (
        <Instead series={series} date={date} alternatives={alternatives} />
      ) : null}
      {state === 'cancelled' ? null : (
        <div className="booking-more">
          <button type="button" className="btn-plain" onClick={onChange}>
            <Icon name="settings" /> {t('series.change')}
            <span className="visually-hidden"> {day}</span>
          </button>
          <button type="button" className="btn-plain btn-plain-danger" onClick={onEnd}>
            <Icon name="close" /> {t('series.giveUp')}
            <span className="visually-hidden"> {day}</span>
          </button>
        </div>
      )}
    </li>
  );
}

interface InsteadProps {
  readonly series: Series;
  readonly date: string;
  readonly alternatives: readonly Alternative[];
}

/** In the same hub the day of the series takes it; in another one it is a booking by itself. */
function Instead({ series, date, alternatives }: InsteadProps): JSX.Element {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  const take = useMutation({
    mutationFn: async ({ hubId, bookableId, label, from, to }: Alternative): Promise<void> => {
      const items = [{ bookableId }];
      if (hubId === series.hub.id) await changeSeries(hubId, series.id, { scope: 'this', date, items });
      else await postBooking(intent({ hubId, items, from, to }, label));
    },
    onSuccess: (_nothing, { label, hubName }) =>
      showToast({ kind: 'success', text: t('series.taken', { thing: label, hub: hubName }) }),
    onError: (error) => {
      const detail = whyNot(error, series.hub.timeZone, t);
      showToast({ kind: 'danger', text: t('stay.failed'), ...(detail === undefined ? {} : { detail }) });
    },
    onSettled: refresh,
  });
  return (
    <div role="group" aria-label={t('booking.alternatives')}>
      <p>{t('booking.alternatives')}</p>
      <div className="chips">
        {alternatives.map((one) => (
          <button
            key={one.bookableId}
            type="button"
            className="btn btn-outline-primary"
            disabled={take.isPending}
            onClick={() => take.mutate(one)}
          >
            {one.hubId === series.hub.id
              ? t('series.takeHere', { thing: one.label, space: one.spaceName })
              : t('series.takeThere', {
                  thing: one.label,
                  hub: one.hubName,
                  minutes: walkMinutes(one.seconds ?? 0),
                })}
          </button>
        ))}
      </div>
    </div>
  );
}
