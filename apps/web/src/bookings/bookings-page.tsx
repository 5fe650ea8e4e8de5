import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { myBookingsQuery } from '../api/queries.js';
import { Refused } from '../pages/refused.js';
import { SeriesList } from '../series/series-list.js';
import { useNow } from '../time/use-now.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/rows.js';
import { useLeaving } from '../ui/undoable.js';
import { WaitingPart } from '../waiting/waiting-part.js';
import { BookingCard } from './booking-card.js';
import type { BookingsScope } from './bookings-search.js';
import { YearAsCsv } from './year-as-csv.js';

const scopes: readonly BookingsScope[] = ['upcoming', 'series', 'past'];
/** What can be done changes on the minute. */
const TICK_MS = 15_000;

export function BookingsPage(): JSX.Element {
  const { t } = useTranslation();
  const { scope = 'upcoming' } = useSearch({ from: '/prenotazioni' });
  const listed = scope === 'series' ? 'upcoming' : scope;
  const query = useInfiniteQuery(myBookingsQuery(listed));
  if (query.error !== null && query.data === undefined) {
    return <Refused title={t('bookings.title')} error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <Page title={t('bookings.title')}>
      <nav className="scope-nav" aria-label={t('bookings.title')}>
        {scopes.map((one) => (
          <Link
            key={one}
            to="/prenotazioni"
            search={one === 'upcoming' ? {} : { scope: one }}
            activeOptions={{ exact: true, explicitUndefined: true }}
            className="app-chip"
            aria-current={scope === one ? 'page' : undefined}
          >
            {t(one === 'series' ? 'series.title' : `bookings.${one}`)}
          </Link>
        ))}
      </nav>
      {scope === 'upcoming' ? <WaitingPart /> : null}
      {scope === 'series' ? <SeriesList /> : <Listed scope={listed} />}
    </Page>
  );
}

function Listed({ scope }: { readonly scope: 'upcoming' | 'past' }): JSX.Element {
  const { t } = useTranslation();
  const now = useNow(TICK_MS);
  const leaving = useLeaving();
  const query = useInfiniteQuery({ ...myBookingsQuery(scope), refetchInterval: 60_000 });
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const bookings = all.filter(({ id }) => !leaving.has(id));
  return (
    <>
      {query.isPending ? <Loading lines={4} /> : null}
      {query.isSuccess && bookings.length === 0 ? <None scope={scope} /> : null}
      <ul className="booking-list">
        {bookings.map((booking) => (
          <li key={booking.id}>
            <BookingCard booking={booking} past={scope === 'past'} now={now} />
          </li>
        ))}
      </ul>
      <More query={query} label={t('bookings.more')} />
      {scope === 'past' && bookings.length > 0 ? <YearAsCsv now={now} /> : null}
    </>
  );
}

function None({ scope }: { readonly scope: 'upcoming' | 'past' }): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="notice notice-info">
      <p>{t(scope === 'past' ? 'bookings.nonePast' : 'bookings.noneUpcoming')}</p>
      <Link to="/" className="btn btn-primary">
        {t('bookings.find')}
      </Link>
    </div>
  );
}
