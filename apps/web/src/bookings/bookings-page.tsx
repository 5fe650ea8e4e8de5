import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { myBookingsQuery } from '../api/queries.js';
import { Refused } from '../pages/refused.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { BookingCard } from './booking-card.js';
import './bookings.css';

export function BookingsPage(): JSX.Element {
  const { t } = useTranslation();
  const { scope = 'upcoming' } = useSearch({ from: '/prenotazioni' });
  const query = useInfiniteQuery(myBookingsQuery(scope));
  const bookings = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.error !== null && query.data === undefined) {
    return <Refused title={t('bookings.title')} error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <Page title={t('bookings.title')}>
      <nav className="scope-nav" aria-label={t('bookings.title')}>
        <Link
          to="/prenotazioni"
          search={{}}
          activeOptions={{ exact: true, explicitUndefined: true }}
          className="app-chip"
          aria-current={scope === 'upcoming' ? 'page' : undefined}
        >
          {t('bookings.upcoming')}
        </Link>
        <Link
          to="/prenotazioni"
          search={{ scope: 'past' }}
          className="app-chip"
          aria-current={scope === 'past' ? 'page' : undefined}
        >
          {t('bookings.past')}
        </Link>
      </nav>
      {query.isPending ? <Loading lines={4} /> : null}
      {query.isSuccess && bookings.length === 0 ? <None scope={scope} /> : null}
      <ul className="booking-list">
        {bookings.map((booking) => (
          <li key={booking.id}>
            <BookingCard booking={booking} past={scope === 'past'} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('bookings.more')}
        </button>
      ) : null}
    </Page>
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
