import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { openScreen, screens } from './support/screens.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}.cache/screenshots`;
const EMPTY_BELOW_BYTES = 8_000;

describeInBrowser('screenshots', () => {
  const { visit } = useBrowser();
  beforeAll(() => mkdirSync(folder, { recursive: true }));

  it.each(
    screens.flatMap((screen) => [[screen.name, 'desktop', screen] as const, [screen.name, 'phone', screen] as const]),
  )('shows %s on a %s', async (name, size, screen) => {
    const page = await visit({ size });
    await openScreen(page, screen);
    const path = `${folder}/${name}-${size === 'desktop' ? 1440 : 390}.png`;
    await page.screenshot({ path, fullPage: size === 'phone' && !name.endsWith('plan') });
    expect(statSync(path).size).toBeGreaterThan(EMPTY_BELOW_BYTES);
  });

  it('has one of the search for the README', async () => {
    const page = await visit();
    await openScreen(
      page,
      screens.find(({ name }) => name === 'find-signed-in')!,
    );
    const path = `${root}docs/screenshots/find-desktop.png`;
    if (process.env.QUINDICI_README_SCREENSHOT === '1') await page.screenshot({ path });
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
  });
});
