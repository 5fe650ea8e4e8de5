import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Alternative, CloseHub, ClosurePreview as Preview, Hub } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatDay, formatTime, walkMinutes } from '../time/format.js';

interface ClosurePreviewProps {
  readonly preview: Preview;
  readonly hub: Hub;
  readonly affected: CloseHub['affected'];
}

/** What would become of each booking; whose they are it does not say. */
export function ClosurePreview({ preview, hub, affected }: ClosurePreviewProps): JSX.Element {
  const { t } = useTranslation();
  const { items, holds } = preview;
  const all = new Set(items.map(({ bookingId }) => bookingId));
  const lost = new Set(items.filter((one) => affected === 'cancel' || one.place === null).map((one) => one.bookingId));
  if (all.size === 0) {
    return (
      <p className="notice notice-good">
        {t(holds === 0 ? 'closures.hitsNothing' : 'closures.hitsHolds', { count: holds })}
      </p>
    );
  }
  return (
    <>
      <p className={lost.size > 0 ? 'notice notice-warning' : 'notice'} role="status">
        <strong>{t('closures.hits', { count: all.size })}</strong>{' '}
        {t('closures.moves', { count: all.size - lost.size })}, {t('closures.cancels', { count: lost.size })}.{' '}
        {holds === 0 ? null : t('closures.endsHolds', { count: holds })}
      </p>
      <div className="table-scroll closure-hits" tabIndex={0} role="region" aria-label={t('closures.hitsTable')}>
        <table className="table app-table stack-table">
          <thead>
            <tr>
              <th scope="col">{t('agenda.desk')}</th>
              <th scope="col">{t('agenda.time')}</th>
              <th scope="col">{t('closures.goes')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ bookingId, bookableId, label, spaceName, from, to, place }) => (
              <tr key={bookingId + bookableId}>
                <th scope="row">
                  {label}, {spaceName}
                </th>
                <td data-label={t('agenda.time')}>
                  {formatDay(from, hub.timeZone, currentLanguage())}, {formatTime(from, hub.timeZone)}–
                  {formatTime(to, hub.timeZone)}
                </td>
                <td data-label={t('closures.goes')}>
                  {affected === 'cancel' ? (
                    <strong>{t('closures.isCancelled')}</strong>
                  ) : (
                    <PlaceText place={place} hubId={hub.id} t={t} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface PlaceTextProps {
  readonly place: Alternative | null;
  readonly hubId: string;
  readonly t: TFunction;
}

function PlaceText({ place, hubId, t }: PlaceTextProps): JSX.Element {
  if (place === null) return <strong>{t('closures.noPlace')}</strong>;
  if (place.hubId === hubId) return <>{t('closures.sameHub', { desk: place.label, space: place.spaceName })}</>;
  const minutes = walkMinutes(place.seconds ?? 0);
  return <>{t('closures.otherHub', { desk: place.label, hub: place.hubName, minutes })}</>;
}
