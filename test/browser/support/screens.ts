import type { Page } from 'playwright-core';
import type { BookingPage, HubHit, ManagedHubs, Series, SeriesPage } from '#libs/contracts';
import { managedHub, type ManagedHub } from './managed-hub.js';
import { api, book, firstMetro, quietDay, search, type Persona } from './people.js';

export interface Screen {
  readonly name: string;
  readonly persona: Persona | null;
  /** brings the page to the state to be looked at */
  readonly open: (page: Page) => Promise<void>;
}

export const goto = (path: string, ready: string) => async (page: Page) => {
  await page.goto(path);
  await page.locator(ready).first().waitFor();
};

const onQuietDay = (query: string, ready: string) => async (page: Page) => {
  await page.goto('/');
  const { address } = quietDay(5, (await firstMetro(page)).timeZone);
  await goto(address + query, ready)(page);
};

async function someHub(page: Page): Promise<HubHit> {
  const metro = await firstMetro(page);
  return (await search(page, metro, quietDay(9, metro.timeZone))).hubs.find(({ free }) => free > 4)!;
}

/** One booking, made when it is first looked at. */
async function bookedOnQuietDay(page: Page): Promise<void> {
  await page.goto('/prenotazioni');
  const { items } = await api<BookingPage>(page, 'GET', '/me/bookings');
  if (items.length === 0) {
    const { from, to } = quietDay(9, (await firstMetro(page)).timeZone);
    const hub = await someHub(page);
    await book(page, { hubId: hub.id, items: [{ bookableId: hub.bestDesk!.id }], from, to });
    await page.reload();
  }
  await page.locator('.booking').first().waitFor();
}

/** A series one day of which could not be had: there is a booking in its way. */
async function openSeries(page: Page): Promise<void> {
  await bookedOnQuietDay(page);
  const { items } = await api<SeriesPage>(page, 'GET', '/me/series');
  const hub = await someHub(page);
  const { day } = quietDay(9, (await firstMetro(page)).timeZone);
  const rule = { frequency: 'weekly', startDate: day, startTime: '10:00', endTime: '12:00', count: 3 };
  const body = { items: [{ bookableId: hub.bestDesk!.id }], rule };
  const series = items[0] ?? (await api<Series>(page, 'POST', `/hubs/${hub.id}/series`, body));
  await goto(`/prenotazioni/serie/${series.hub.id}/${series.id}`, '.occurrence')(page);
}

/** A page of a hub that the person manages. */
const onHub = (path: (hub: ManagedHub) => string, ready: string) => async (page: Page) => {
  const hub = await managedHub(page, 5);
  await goto(`/gestione/${hub.id}/${path(hub)}`, ready)(page);
};

/** Every screen of the application, in the states that look different. */
export const screens: readonly Screen[] = [
  { name: 'find', persona: null, open: onQuietDay('', '.hub-card-open') },
  { name: 'find-signed-in', persona: 'worker', open: onQuietDay('', '.hub-card-open') },
  {
    name: 'find-when',
    persona: null,
    open: async (page) => {
      await onQuietDay('', '.hub-card-open')(page);
      await page.locator('.span-button').click();
    },
  },
  { name: 'find-plan', persona: 'worker', open: onQuietDay('&plan=1', 'dialog .desk') },
  { name: 'find-off-the-map', persona: null, open: goto('/?lat=0&lon=0', '[role=alert]') },
  { name: 'find-nothing', persona: null, open: onQuietDay('&minutes=1', '.notice-info, .hub-card') },
  { name: 'bookings', persona: 'worker', open: goto('/prenotazioni', '.booking, .notice') },
  { name: 'bookings-signed-out', persona: null, open: goto('/prenotazioni', 'main .btn-primary') },
  {
    name: 'bookings-move',
    persona: 'planner',
    open: async (page) => {
      await bookedOnQuietDay(page);
      await page
        .getByRole('button', { name: /^(Sposta|Move)/ })
        .first()
        .click();
      await page.locator('dialog select').nth(2).waitFor();
    },
  },
  { name: 'series', persona: 'planner', open: openSeries },
  {
    name: 'check-in',
    persona: 'planner',
    open: async (page) => {
      const hub = await someHub(page);
      const query = new URLSearchParams({ hub: hub.id, desk: hub.bestDesk!.id, code: 'x' });
      await goto(`/check-in?${query.toString()}`, '.sit-choices, main .notice')(page);
    },
  },
  {
    name: 'codes',
    persona: 'manager',
    open: async (page) => {
      const { items } = await api<ManagedHubs>(page, 'GET', '/me/hubs');
      await goto(`/gestione/${items[0]!.id}/codici`, 'img.code-image')(page);
    },
  },
  { name: 'notices', persona: 'worker', open: goto('/profilo/avvisi', '#calendar-heading ~ .app-row-actions') },
  { name: 'live', persona: 'manager', open: goto('/gestione', '.desk') },
  {
    name: 'live-table',
    persona: 'manager',
    open: async (page) => {
      await goto('/gestione', '.desk')(page);
      await page.locator('.twin > summary').click();
    },
  },
  { name: 'agenda', persona: 'manager', open: onHub((hub) => `agenda?day=${hub.day}`, '.agenda-row, .agenda-list') },
  {
    name: 'closure-new',
    persona: 'manager',
    open: async (page) => {
      await onHub((hub) => `chiusure?draft=1&fromDay=${hub.day}`, '.zone-plan')(page);
      await page.locator('.closure-form button[type=submit]').first().click();
      await page.locator('.closure-form input[maxlength]').waitFor();
    },
  },
  { name: 'coverage', persona: 'planner', open: goto('/copertura', '.headline-share') },
  { name: 'coverage-forbidden', persona: 'worker', open: goto('/copertura', 'main .btn-primary') },
  { name: 'accessibility', persona: null, open: goto('/accessibilita', '.prose') },
  { name: 'privacy', persona: null, open: goto('/privacy', '.app-table td') },
  { name: 'legal', persona: null, open: goto('/note-legali', '.prose') },
  { name: 'not-found', persona: null, open: goto('/non-esiste', 'h1') },
];
