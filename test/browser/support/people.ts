import type { Page } from 'playwright-core';
import type { Booking, BookingPage, CreateBooking, Metro, MetroList, SearchResult } from '#libs/contracts';
import { Temporal } from '#libs/kernel';

export type Persona = 'worker' | 'manager' | 'planner' | 'operator' | 'administrator' | 'organisation' | 'auditor';

/** Through the real sign-in: the header's link, the identity provider's page, one click on a persona. */
export async function signIn(page: Page, persona: Persona, path = '/'): Promise<void> {
  await page.goto(path);
  await page.locator('[data-element="personal-area-login"]').click();
  await page.locator(`button[data-persona="${persona}"]`).click();
  await page.locator('.person-menu').waitFor();
}

/** A call of the API as the person who is signed in on the page. */
export async function api<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const response = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: {
      accept: 'application/json',
      origin: new URL(page.url()).origin,
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { data: body }),
  });
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  return (response.status() === 204 ? undefined : await response.json()) as T;
}

export const book = (page: Page, body: CreateBooking): Promise<Booking> => api(page, 'POST', '/bookings', body);

export async function cancelAll(page: Page): Promise<void> {
  const { items } = await api<BookingPage>(page, 'GET', '/me/bookings?limit=100');
  for (const { id, hub } of items) await api(page, 'DELETE', `/hubs/${hub.id}/bookings/${id}`);
}

/** Signs in, and begins without bookings whatever an earlier run has left. */
export async function arrive(page: Page, persona: Persona): Promise<void> {
  await signIn(page, persona);
  await cancelAll(page);
}

export async function firstMetro(page: Page): Promise<Metro> {
  return (await api<MetroList>(page, 'GET', '/metros')).items[0]!;
}

/** Two hours of the n-th working day after tomorrow: each test has a day of its own. */
export function quietDay(n: number, timeZone: string): { day: string; from: string; to: string; address: string } {
  let date = Temporal.Now.plainDateISO(timeZone).add({ days: 2 });
  for (let left = n; left > 0 || date.dayOfWeek > 5; date = date.add({ days: 1 })) if (date.dayOfWeek <= 5) left--;
  const at = (hour: number): string =>
    date.toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant().toString({ smallestUnit: 'second' });
  return { day: date.toString(), from: at(10), to: at(12), address: `/?day=${date.toString()}&from=10:00&to=12:00` };
}

type Span = Pick<ReturnType<typeof quietDay>, 'from' | 'to'>;

export function search(page: Page, metro: Metro, { from, to }: Span, minutes = 15): Promise<SearchResult> {
  const { lat, lon } = metro.center;
  const query = new URLSearchParams({
    metro: metro.slug,
    lat: `${lat}`,
    lon: `${lon}`,
    minutes: `${minutes}`,
    from,
    to,
  });
  return api(page, 'GET', `/search?${query.toString()}`);
}
