import { useMutation, useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingEntry } from '#libs/contracts';
import { hubQuery } from '../api/queries.js';
import { whyNot } from '../bookings/particulars.js';
import { useRefreshStays } from '../bookings/use-stay.js';
import { intent, postBooking, summary } from '../find/use-booking.js';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay, formatTime } from '../time/format.js';
import { useNow } from '../time/use-now.js';
import { showToast } from '../ui/toast-store.js';
import { removeUndoably } from '../ui/undoable.js';
import { timeLeft } from './time-left.js';
import { leaveLine } from './waiting-api.js';

interface WaitingCardProps {
  readonly entry: WaitingEntry;
}

export function WaitingCard({ entry }: WaitingCardProps): JSX.Element {
  const { t } = useTranslation();
  const { hub, from, to, offer, ahead } = entry;
  const day = formatLongDay(from, hub.timeZone, currentLanguage());
  return (
    <article className="booking" data-waiting={entry.id}>
      <div className="booking-head">
        <h3>
          <time dateTime={from}>
            {day}, {formatTime(from, hub.timeZone)}–{formatTime(to, hub.timeZone)}
          </time>
        </h3>
        <span className="booking-status booking-status-warn">
          {t(offer === null ? 'waiting.waiting' : 'waiting.offered')}
        </span>
      </div>
      <p className="booking-hub">{hub.name}</p>
      <p>
        <Wanted entry={entry} />
      </p>
      {offer === null ? (
        ahead === null ? null : (
          <p>{ahead === 0 ? t('waiting.first') : t('waiting.ahead', { count: ahead })}</p>
        )
      ) : (
        <Offer offer={offer} timeZone={hub.timeZone} />
      )}
      <div className="booking-actions">
        <Choices entry={entry} />
      </div>
    </article>
  );
}

function Wanted({ entry: { hub, item, offer } }: WaitingCardProps): JSX.Element {
  const { t } = useTranslation();
  const named = 'bookableId' in item ? item.bookableId : null;
  const { data } = useQuery({ ...hubQuery(hub.id), enabled: named !== null && offer === null });
  if (offer !== null) {
    const { kind, label, spaceName } = offer.bookable;
    return <>{t(`thing.${kind}`, { label, space: spaceName })}</>;
  }
  if ('kind' in item) {
    const needs = item.needs.map((need) => t(`deskAmenity.${need}`));
    return <>{[t(`waiting.any.${item.kind}`), ...needs].join(' · ')}</>;
  }
  const wanted = data?.bookables.find(({ id }) => id === named);
  const space = data?.spaces.find(({ id }) => id === wanted?.spaceId)?.name ?? '';
  return <>{wanted === undefined ? '…' : t(`thing.${wanted.kind}`, { label: wanted.label, space })}</>;
}

interface OfferProps {
  readonly offer: NonNullable<WaitingEntry['offer']>;
  readonly timeZone: string;
}

/** The countdown is not read out every second: who listens hears until when. */
function Offer({ offer, timeZone }: OfferProps): JSX.Element {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <p className="offer-clock">
      {t('waiting.heldFor')} <strong aria-hidden="true">{timeLeft(offer.expiresAt, now)}</strong>
      <span className="visually-hidden">{t('waiting.heldUntil', { time: formatTime(offer.expiresAt, timeZone) })}</span>
    </p>
  );
}

function Choices({ entry }: WaitingCardProps): JSX.Element {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  const { id, hub, from, to, offer } = entry;
  const failed = (error: unknown): void => {
    const detail = whyNot(error, hub.timeZone, t);
    showToast({ kind: 'danger', text: t('stay.failed'), ...(detail === undefined ? {} : { detail }) });
  };
  const take = useMutation({
    mutationFn: ({ holdId, bookable }: NonNullable<WaitingEntry['offer']>) =>
      postBooking(intent({ hubId: hub.id, items: [{ bookableId: bookable.id }], from, to, holdId }, bookable.label)),
    onSuccess: (booking) => showToast({ kind: 'success', text: t('booking.done', summary(booking)) }),
    onError: failed,
    onSettled: refresh,
  });
  const leave = (): void =>
    removeUndoably({
      id,
      text: t(offer === null ? 'waiting.left' : 'waiting.declined'),
      undo: t('form.undo'),
      commit: () => leaveLine(entry).finally(() => void refresh()),
      onFailed: failed,
    });
  return (
    <div className="booking-urgent">
      {offer === null ? null : (
        <button type="button" className="btn btn-primary" disabled={take.isPending} onClick={() => take.mutate(offer)}>
          {t('waiting.book', { thing: offer.bookable.label })}
        </button>
      )}
      <button type="button" className="btn btn-outline-danger" onClick={leave}>
        {t(offer === null ? 'waiting.leave' : 'waiting.decline')}
        <span className="visually-hidden"> {hub.name}</span>
      </button>
    </div>
  );
}
