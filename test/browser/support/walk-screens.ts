import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { accessibilityFaults, overflowing } from './axe.js';
import { describeInBrowser, sizes, useBrowser, type Language } from './browser.js';
import { signIn } from './people.js';
import type { Screen } from './screens.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = `${root}.cache/screenshots`;
const SETTLE_MS = 400;
const EMPTY_BELOW_BYTES = 8_000;

const views: readonly (readonly [Language, 'desktop' | 'phone'])[] = [
  ['it', 'desktop'],
  ['it', 'phone'],
];

/** The sizes to which a window is changed while it shows a screen. */
const alsoAt = {
  it: { desktop: [], phone: ['narrow'] },
  en: { desktop: [], phone: ['narrow', 'desktop'] },
} as const;

/** Looks at every screen on wide and narrow windows: axe, nothing that sticks out, a picture. English has the same elements; that its texts fit is to be looked at by adding a view. */
export function walkScreens(screens: readonly Screen[]): void {
  describeInBrowser.each(views)('every screen in %s on a %s', (language, size) => {
    const { visit } = useBrowser({ keepVisits: true });
    const people = new Map<Screen['persona'], Page>();

    /** One page for each person: nobody signs in again for every screen. */
    async function pageOf({ persona }: Screen): Promise<Page> {
      const known = people.get(persona);
      if (known !== undefined) return known;
      const page = await visit({ language, size });
      if (persona !== null) await signIn(page, persona);
      people.set(persona, page);
      return page;
    }

    it.each(screens)('$name has no WCAG 2.1 A or AA fault that axe can find, and fits', async (screen) => {
      const page = await pageOf(screen);
      await page.setViewportSize(sizes[size]);
      await screen.open(page);
      await page.waitForTimeout(SETTLE_MS);
      if (language === 'it') await photograph(page, screen.name, size);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      for (const other of alsoAt[language][size]) {
        await page.setViewportSize(sizes[other]);
        await page.waitForTimeout(SETTLE_MS);
        expect(await overflowing(page)).toEqual([]);
      }
    });
  });
}

async function photograph(page: Page, name: string, size: 'desktop' | 'phone'): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${name}-${sizes[size].width}.png`;
  const modal = (await page.locator('dialog').count()) > 0;
  await page.screenshot({ path, fullPage: size === 'phone' && !modal });
  expect(statSync(path).size).toBeGreaterThan(EMPTY_BELOW_BYTES);
  const forReadme = name === 'find-signed-in' && size === 'desktop' && process.env.QUINDICI_README_SCREENSHOT === '1';
  if (forReadme) await page.screenshot({ path: `${root}docs/screenshots/find-desktop.png` });
}
