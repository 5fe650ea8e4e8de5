import type { Page } from 'playwright-core';
import { firstMetro, quietDay, type Persona } from './people.js';

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
  { name: 'live', persona: 'manager', open: goto('/gestione', '.desk') },
  {
    name: 'live-table',
    persona: 'manager',
    open: async (page) => {
      await goto('/gestione', '.desk')(page);
      await page.locator('.twin > summary').click();
    },
  },
  { name: 'coverage', persona: 'planner', open: goto('/copertura', '.headline-share') },
  { name: 'coverage-forbidden', persona: 'worker', open: goto('/copertura', 'main .btn-primary') },
  { name: 'accessibility', persona: null, open: goto('/accessibilita', '.prose') },
  { name: 'privacy', persona: null, open: goto('/privacy', '.app-table td') },
  { name: 'legal', persona: null, open: goto('/note-legali', '.prose') },
  { name: 'not-found', persona: null, open: goto('/non-esiste', 'h1') },
];
