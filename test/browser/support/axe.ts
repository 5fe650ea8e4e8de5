import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

const options = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } };

/** Faults against WCAG 2.1 A and AA that axe finds on the page as it is shown, in words. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(`globalThis.axe ?? (() => { ${axe.source} })()`);
  const { violations } = await page.evaluate<Found>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}: ${failureSummary}`),
  );
}

/** What sticks out of a window to the right; a plan, a map and a table may scroll within themselves. */
export async function overflowing(page: Page): Promise<readonly string[]> {
  const elements = await page.evaluate<readonly string[]>(`
    [...document.querySelectorAll('body *')]
      .filter((element) => !element.closest('.plan-frame, .table-scroll, .agenda-frame, .city-map, .visually-hidden'))
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120))`);
  const scrolls = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  return scrolls ? ['the page scrolls sideways', ...elements] : elements;
}
