import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingPage, Hub } from '#libs/contracts';
import { request } from '../api/client.js';
import { hubQuery, meQuery } from '../api/queries.js';
import { Refused } from '../pages/refused.js';
import { useSignInHere } from '../shell/use-sign-in.js';
import { useNow } from '../time/use-now.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { CheckedIn, CheckingIn, Early, Elsewhere } from './own-seat.js';
import { seatOf } from './seat.js';
import { SitDown } from './sit-down.js';

/** One's own bookings that are not over: enough of them to know where one sits today. */
const nextBookings = {
  queryKey: ['my-bookings', 'next'],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    request<BookingPage>('/me/bookings', { query: { scope: 'upcoming', limit: 20 }, signal }),
  staleTime: 0,
};
const TICK_MS = 15_000;

/** Where the code on a desk leads to. */
export function CheckInPage(): JSX.Element {
  const { t } = useTranslation();
  const { hub: hubId, desk: deskId, code } = useSearch({ from: '/check-in' });
  const complete = hubId !== undefined && deskId !== undefined && code !== undefined;
  const { data: hub, error, refetch } = useQuery({ ...hubQuery(hubId ?? ''), enabled: complete });
  if (!complete) return <Unreadable />;
  if (error !== null) return <Refused title={t('checkIn.title')} error={error} onRetry={() => void refetch()} />;
  if (hub === undefined)
    return (
      <Page title={t('checkIn.title')}>
        <Loading lines={3} />
      </Page>
    );
  const desk = hub.bookables.find(({ id }) => id === deskId);
  return desk === undefined ? <Unreadable /> : <Scanned hub={hub} desk={desk} code={code} />;
}

function Unreadable(): JSX.Element {
  const { t } = useTranslation();
  return (
    <Page title={t('checkIn.unreadable')} lead={t('checkIn.unreadableWhy')}>
      <Link to="/prenotazioni" className="btn btn-primary">
        {t('booking.all')}
      </Link>
    </Page>
  );
}

export interface DeskProps {
  readonly hub: Hub;
  readonly desk: Hub['bookables'][number];
  readonly code: string;
}

function Scanned({ hub, desk, code }: DeskProps): JSX.Element {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const space = hub.spaces.find(({ id }) => id === desk.spaceId)?.name ?? '';
  return (
    <Page title={t(`thing.${desk.kind}`, { label: desk.label, space })} lead={hub.name}>
      {me === undefined ? <Loading lines={2} /> : null}
      {me === null ? <SignInFirst /> : null}
      {me ? <Seated hub={hub} desk={desk} code={code} /> : null}
    </Page>
  );
}

function SignInFirst(): JSX.Element {
  const { t } = useTranslation();
  const signIn = useSignInHere();
  return (
    <div className="notice">
      <p>{t('checkIn.signInWhy')}</p>
      <a className="btn btn-primary" href={signIn}>
        {t('session.signIn')}
      </a>
    </div>
  );
}

function Seated({ hub, desk, code }: DeskProps): JSX.Element {
  const { t } = useTranslation();
  const now = useNow(TICK_MS);
  const { data, error, refetch } = useQuery(nextBookings);
  if (error !== null && data === undefined)
    return <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading lines={2} />;
  const seat = seatOf(data.items, desk.id, now);
  const place = { hub, desk, code };
  switch (seat.is) {
    case 'checked-in':
      return <CheckedIn booking={seat.booking} />;
    case 'due':
      return <CheckingIn key={seat.booking.id} booking={seat.booking} code={code} />;
    case 'early':
      return <Early booking={seat.booking} />;
    case 'elsewhere':
      return <Elsewhere booking={seat.booking} {...place} />;
    case 'none':
      return <SitDown next={seat.next} {...place} />;
  }
}
