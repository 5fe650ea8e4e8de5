import type { Page } from 'playwright-core';
import type { MyOrganisations } from '#libs/contracts';
import { api } from './people.js';

/** The organisation of the demo that the person on the page administers or audits. */
export async function ownOrganisation(page: Page): Promise<{ readonly id: string; readonly name: string }> {
  const { items } = await api<MyOrganisations>(page, 'GET', '/me/organisations');
  const [first] = items;
  if (first === undefined) throw new Error('The person administers no organisation');
  return first;
}

/** The address of a part of that organisation, such as `inviti`. */
export const partOf = async (page: Page, part: string): Promise<string> =>
  `/organizzazioni/${(await ownOrganisation(page)).id}/${part}`;

/** Opens a part of the person's organisation, and waits until its list is there. */
export async function openPart(page: Page, part: string): Promise<void> {
  await page.goto(await partOf(page, part));
  await page.locator('main .part-head').waitFor();
  await page.locator('main .loading').waitFor({ state: 'detached' });
}
