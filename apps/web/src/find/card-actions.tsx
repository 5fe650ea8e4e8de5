import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bookable, HubHit } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { availabilityQuery, hubQuery, meQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay } from '../time/format.js';
import type { InstantSpan } from '../time/local-span.js';
import { Icon } from '../ui/icon.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Alternatives } from './alternatives.js';
import { intent, useBooking } from './use-booking.js';
import type { Find } from './use-find.js';

interface CardActionsProps {
  readonly find: Find;
  readonly hub: HubHit;
  readonly span: InstantSpan;
}

/** The desk that one tap books: the one chosen on the plan, else the best one. */
export function CardActions({ find, hub, span }: CardActionsProps): JSX.Element {
  const { t } = useTranslation();
  const chosen = find.search.desk;
  const { data: me } = useQuery(meQuery);
  const { data: available } = useQuery({ ...availabilityQuery(hub.id, span), enabled: Boolean(me) });
  const detailed = chosen !== undefined || (available?.mine.length ?? 0) > 0;
  const { data: detail } = useQuery({ ...hubQuery(hub.id), enabled: detailed });
  const labelOf = (id: string): string | undefined => detail?.bookables.find((one) => one.id === id)?.label;

  const desk: Pick<Bookable, 'id' | 'label'> | null =
    chosen === undefined ? hub.bestDesk : { id: chosen, label: labelOf(chosen) ?? '…' };
  const booking = useBooking((body) => find.address({ hub: body.hubId, desk: body.bookableId }));
  const conflict = booking.error instanceof ProblemError && booking.error.status === 409 ? booking.error.problem : null;
  const mine = available?.mine.map(labelOf).filter((label) => label !== undefined) ?? [];
  const { from, to } = find.local;

  const book = (bookableId: string, label: string, hubId = hub.id): void => {
    if (chosen !== undefined && booking.signedIn) find.select({ desk: undefined });
    booking.book(intent({ hubId, bookableId, ...span }, label));
  };

  return (
    <>
      {mine.length === 0 ? null : (
        <p className="mine-note">
          <Icon name="check-circle" className="icon-success" /> {t('find.mine', { desk: mine.join(', ') })}
        </p>
      )}
      {desk === null ? null : (
        <p className="hub-card-desk">
          {chosen === undefined && hub.bestDesk !== null
            ? [
                t('find.best', { desk: desk.label, space: hub.bestDesk.spaceName }),
                ...hub.bestDesk.amenities.map((one) => t(`deskAmenity.${one}`)),
              ].join(' · ')
            : t('find.chosen', { desk: desk.label })}
        </p>
      )}
      {conflict === null ? (
        <div className="hub-card-buttons">
          {desk === null ? (
            <p className="hub-card-none">{t(hub.open ? 'find.fullLong' : 'find.closedLong')}</p>
          ) : (
            <button
              type="button"
              className="btn btn-primary"
              data-testid="book"
              aria-busy={booking.isPending}
              disabled={booking.isPending}
              onClick={() => book(desk.id, desk.label)}
            >
              {booking.isPending
                ? t('find.booking')
                : t(me === null ? 'session.signInToBook' : 'find.book', { from, to, desk: desk.label })}
              <span className="visually-hidden">
                , {hub.name}, {formatLongDay(span.from, find.metro.timeZone, currentLanguage())}
              </span>
            </button>
          )}
          <button
            type="button"
            className="btn btn-outline-primary"
            onClick={() => find.select({ hub: hub.id, plan: 1 })}
          >
            {t('find.pickOnPlan')}
          </button>
        </div>
      ) : (
        <Alternatives
          taken={booking.variables?.label ?? ''}
          hubId={hub.id}
          problem={conflict}
          onPick={(one) => book(one.bookableId, one.label, one.hubId)}
          onClose={booking.reset}
        />
      )}
      {booking.isError && conflict === null ? <ProblemAlert title={t('booking.failed')} error={booking.error} /> : null}
    </>
  );
}
