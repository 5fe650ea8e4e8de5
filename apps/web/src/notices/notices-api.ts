import { queryOptions } from '@tanstack/react-query';
import type {
  CalendarFeed,
  CalendarFeedState,
  ChangeNoticePreferences,
  NoticePreferences,
  PushSubscriptionAnswer,
  PushSubscriptions,
  StrikePage,
} from '#libs/contracts';
import { request } from '../api/client.js';

const PREFERENCES = '/me/notice-preferences';
const PUSH = '/me/push-subscriptions';
const FEED = '/me/calendar-feed';

export const preferencesQuery = queryOptions({
  queryKey: ['notice-preferences'],
  queryFn: ({ signal }) => request<NoticePreferences>(PREFERENCES, { signal }),
});

export const changePreferences = (patch: ChangeNoticePreferences): Promise<NoticePreferences> =>
  request(PREFERENCES, { method: 'PATCH', body: patch, keepalive: true });

export const confirmAddress = (code: string): Promise<NoticePreferences> =>
  request(`${PREFERENCES}/email-confirmation`, { method: 'POST', body: { code } });

export const pushQuery = queryOptions({
  queryKey: ['push-subscriptions'],
  queryFn: ({ signal }) => request<PushSubscriptions>(PUSH, { signal }),
});

export const addPush = (subscription: PushSubscriptionJSON): Promise<PushSubscriptionAnswer> =>
  request(PUSH, { method: 'POST', body: { endpoint: subscription.endpoint, keys: subscription.keys } });

export const removePush = (id: string): Promise<void> => request(`${PUSH}/${id}`, { method: 'DELETE' });

export const calendarQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: ({ signal }) => request<CalendarFeedState>(FEED, { signal }),
});

export const openCalendar = (): Promise<CalendarFeed> => request(FEED, { method: 'POST' });
export const closeCalendar = (): Promise<void> => request(FEED, { method: 'DELETE' });

export const strikesQuery = queryOptions({
  queryKey: ['my-strikes'],
  queryFn: ({ signal }) => request<StrikePage>('/me/strikes', { signal }),
});
