import axe from 'axe-core';
import { describeInBrowser, useBrowser, type Language, type Size } from './support/browser.js';
import { openScreen, screens } from './support/screens.js';

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const rules = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } };
const views: readonly (readonly [Language, Size])[] = [
  ['it', 'desktop'],
  ['it', 'phone'],
  ['en', 'desktop'],
  ['en', 'phone'],
];

describeInBrowser('every screen', () => {
  const { visit } = useBrowser();

  describe.each(screens)('$name', (screen) => {
    it.each(views)('has no WCAG 2.1 A or AA fault that axe can find (%s, %s)', async (language, size) => {
      const page = await visit({ language, size });
      await openScreen(page, screen);
      await page.evaluate(axe.source);
      const found = await page.evaluate<{ violations: readonly Violation[] }>(
        `axe.run(document, ${JSON.stringify(rules)})`,
      );
      const told = found.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
      }));
      expect(told).toEqual([]);
    });

    it('fits a window of 320 pixels without scrolling sideways', async () => {
      const page = await visit({ size: 'narrow' });
      await openScreen(page, screen);
      const overflow = await page.evaluate<readonly string[]>(`
        [...document.querySelectorAll('body *')]
          .filter((element) => !element.closest('.plan-frame, .table-scroll, .city-map, .visually-hidden'))
          .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map((element) => element.outerHTML.slice(0, 120))`);
      expect(overflow).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    });
  });
});
