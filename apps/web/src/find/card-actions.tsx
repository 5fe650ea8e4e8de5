import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bookable, HubHit } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { availabilityQuery, hubQuery, meQuery } from '../api/queries.js';
import type { InstantSpan } from '../time/local-span.js';
import { Icon } from '../ui/icon.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Alternatives } from './alternatives.js';
import { BookButton } from './book-button.js';
import { deskOf, intent, useBooking } from './use-booking.js';
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
  const { mine, labelOf } = useDetails(hub.id, span, chosen !== undefined);
  const desk: Pick<Bookable, 'id' | 'label'> | null =
    chosen === undefined ? hub.bestDesk : { id: chosen, label: labelOf(chosen) ?? '…' };
  const booking = useBooking((body) => find.address({ hub: body.hubId, desk: deskOf(body) }));
  const problem = booking.error instanceof ProblemError ? booking.error.problem : null;
  const taken = problem?.code === 'bookable-taken' ? problem : null;

  const book = (bookableId: string, label: string, hubId = hub.id): void => {
    if (chosen !== undefined && booking.signedIn) find.select({ desk: undefined });
    booking.book(intent({ hubId, items: [{ bookableId }], ...span }, label));
  };

  if (mine.length > 0) {
    return (
      <p className="mine-note" data-testid="mine">
        <Icon name="check-circle" className="icon-success" /> {t('find.mine', { desk: mine.join(', ') })}{' '}
        <Link to="/prenotazioni">{t('booking.all')}</Link>
      </p>
    );
  }
  return (
    <>
      <Recommended hub={hub} desk={desk} chosen={chosen !== undefined} />
      {taken === null ? (
        <div className="hub-card-buttons">
          {desk === null ? null : (
            <BookButton
              find={find}
              hub={hub}
              day={span.from}
              label={desk.label}
              pending={booking.isPending}
              onBook={() => book(desk.id, desk.label)}
            />
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
          problem={taken}
          onPick={(one) => book(one.bookableId, one.label, one.hubId)}
          onClose={booking.reset}
        />
      )}
      {booking.isError && taken === null ? (
        <ProblemAlert title={t('booking.failed')} error={booking.error}>
          {problem?.code === 'already-booked' ? <Link to="/prenotazioni">{t('booking.all')}</Link> : null}
        </ProblemAlert>
      ) : null}
    </>
  );
}

function Recommended({
  hub,
  desk,
  chosen,
}: {
  hub: HubHit;
  desk: { label: string } | null;
  chosen: boolean;
}): JSX.Element {
  const { t } = useTranslation();
  if (desk === null) return <p className="hub-card-desk">{t(hub.open ? 'find.fullLong' : 'find.closedLong')}</p>;
  if (chosen || hub.bestDesk === null) return <p className="hub-card-desk">{t('find.chosen', { desk: desk.label })}</p>;
  const { label, spaceName, amenities } = hub.bestDesk;
  const features = amenities.map((amenity) => t(`deskAmenity.${amenity}`));
  return (
    <p className="hub-card-desk">{[t('find.best', { desk: label, space: spaceName }), ...features].join(' · ')}</p>
  );
}

/** What the search does not tell of a hub: labels of its desks, and which of them the caller holds. */
function useDetails(hubId: string, span: InstantSpan, wanted: boolean) {
  const { data: me } = useQuery(meQuery);
  const { data: available } = useQuery({ ...availabilityQuery(hubId, span), enabled: Boolean(me) });
  const held = available?.mine ?? [];
  const { data: hub } = useQuery({ ...hubQuery(hubId), enabled: wanted || held.length > 0 });
  const labelOf = (id: string): string | undefined => hub?.bookables.find((one) => one.id === id)?.label;
  return { labelOf, mine: held.map((id) => labelOf(id) ?? '…') };
}
