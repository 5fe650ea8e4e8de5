import type { Page } from 'playwright-core';
import type { Me } from '#libs/contracts';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { api, firstMetro, type Persona, quietDay, signIn } from './support/people.js';

/** Of two organisations, which one a persona is answered about: the one with most hubs, the one that follows. */
type Reach = 'neither' | 'first' | 'second' | 'both';
interface Sight {
  readonly live: Reach;
  readonly display: Reach;
  readonly members: Reach;
  readonly audit: Reach;
  readonly coverage: boolean;
  /** Doors in the header, beyond those for everybody */
  readonly doors: readonly string[];
}

const NOTHING: Sight = {
  live: 'neither',
  display: 'neither',
  members: 'neither',
  audit: 'neither',
  coverage: false,
  doors: [],
};
const SIGHTS: Readonly<Record<Persona, Sight>> = {
  worker: NOTHING,
  manager: { ...NOTHING, live: 'first', display: 'first', doors: ['/gestione'] },
  planner: { ...NOTHING, coverage: true, doors: ['/copertura'] },
  operator: { ...NOTHING, display: 'second' },
  organisation: { ...NOTHING, live: 'first', display: 'first', members: 'first', doors: ['/gestione'] },
  auditor: { ...NOTHING, audit: 'first' },
  administrator: {
    live: 'both',
    display: 'both',
    members: 'both',
    audit: 'both',
    coverage: true,
    doors: ['/gestione', '/copertura'],
  },
};

interface Organisation {
  readonly id: string;
  readonly hubId: string;
}

describeInBrowser('the personas of the demo, in two organisations', () => {
  const { visit } = useBrowser();
  let known: Promise<readonly [Organisation, Organisation]> | undefined;

  async function organisations(): Promise<readonly [Organisation, Organisation]> {
    const ids: string[] = [];
    for (const persona of ['manager', 'operator'] as const) {
      const page = await visit();
      await signIn(page, persona);
      ids.push((await api<Me>(page, 'GET', '/me')).memberships[0]!.organisationId!);
    }
    const page = await visit();
    await page.goto('/');
    const hubOf = async (id: string): Promise<Organisation> => {
      const { items } = await api<{ items: { id: string }[] }>(page, 'GET', `/organisations/${id}/hubs`);
      return { id, hubId: items[0]!.id };
    };
    return [await hubOf(ids[0]!), await hubOf(ids[1]!)];
  }

  /** Which of the two organisations the person is answered about; whatever is not 200 must be 403. */
  async function reach(
    page: Page,
    both: readonly [Organisation, Organisation],
    pathOf: (of: Organisation) => string,
  ): Promise<Reach> {
    const [first, second] = await Promise.all(both.map((one) => isAnswered(page, pathOf(one))));
    return first ? (second ? 'both' : 'first') : second ? 'second' : 'neither';
  }

  async function isAnswered(page: Page, path: string): Promise<boolean> {
    const response = await page.request.get(`/api/v1${path}`);
    expect([200, 403]).toContain(response.status());
    return response.status() === 200;
  }

  it.each(Object.entries(SIGHTS) as [Persona, Sight][])(
    '%s sees what is theirs, and nothing else',
    async (persona, sight) => {
      const both = await (known ??= organisations());
      expect(both[0].id).not.toBe(both[1].id);
      const page = await visit();
      await signIn(page, persona);
      const metro = await firstMetro(page);
      const { from, to } = quietDay(3, metro.timeZone);
      const doors = await page
        .locator('.app-nav a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect({
        live: await reach(page, both, ({ hubId }) => `/hubs/${hubId}/live`),
        display: await reach(page, both, ({ hubId }) => `/hubs/${hubId}/display`),
        members: await reach(page, both, ({ id }) => `/organisations/${id}/members`),
        audit: await reach(page, both, ({ id }) => `/organisations/${id}/audit`),
        coverage: await isAnswered(page, `/metros/${metro.slug}/coverage?minutes=15&from=${from}&to=${to}`),
        doors: doors.filter((door) => door === '/gestione' || door === '/copertura'),
      }).toEqual(sight);
      if (!sight.coverage) {
        await page.goto('/copertura');
        await page.locator('main .btn-primary').waitFor();
        expect(await page.locator('.headline-share').count()).toBe(0);
      }
    },
  );
});
