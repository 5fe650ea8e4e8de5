import type { Locator, Page } from 'playwright-core';
import type { Agenda, Booking, Hub } from '#libs/contracts';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { managedHub, type ManagedHub } from './support/managed-hub.js';
import { api, arrive, book, signIn } from './support/people.js';

describeInBrowser('running a hub', () => {
  const { visit } = useBrowser();
  const toast = (page: Page): Locator => page.locator('.toast-region');
  const block = (page: Page, claimId: string): Locator => page.locator(`.agenda-board [data-claim="${claimId}"]`);
  const row = (page: Page, desk: string): Locator => page.locator(`.agenda-row[data-row="${desk}"]`);

  async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
    await to.scrollIntoViewIfNeeded();
    await from.scrollIntoViewIfNeeded();
    const [a, b] = [(await from.boundingBox())!, (await to.boundingBox())!];
    await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
    await page.mouse.down();
    await page.mouse.move(a.x + a.width / 2, b.y + b.height / 2, { steps: 6 });
    await page.mouse.up();
  }

  async function claimsOf(
    page: Page,
    { id, from, to }: ManagedHub,
  ): Promise<ReadonlyMap<string, readonly [string, string]>> {
    const query = new URLSearchParams({ from, to }).toString();
    const { bookables } = await api<Agenda>(page, 'GET', `/hubs/${id}/agenda?${query}`);
    return new Map(
      bookables.flatMap((one) => one.claims.map((claim) => [claim.bookingId ?? '', [claim.id, one.id]] as const)),
    );
  }

  it('moves bookings on the board and takes it back, leaves where it was what cannot go, closes and opens again', async () => {
    const [page, worker, planner] = [await visit(), await visit(), await visit()];
    await signIn(page, 'manager');
    await arrive(worker, 'worker');
    await arrive(planner, 'planner');
    const hub = await managedHub(page, 8);
    const { bookables } = await api<Hub>(page, 'GET', `/hubs/${hub.id}`);
    const desks = bookables.filter(({ kind, id }) => kind === 'desk' && hub.free.includes(id));
    const [home, other, taken] = desks.map(({ id }) => id) as [string, string, string];
    const at = (bookableId: string) => ({ hubId: hub.id, items: [{ bookableId }], from: hub.from, to: hub.to });
    const mine: Booking = await book(worker, at(home));
    await book(planner, at(taken));
    const place = async (): Promise<string> => (await claimsOf(page, hub)).get(mine.id)![1];
    const [claim] = (await claimsOf(page, hub)).get(mine.id)!;

    await page.goto(`/gestione/${hub.id}/agenda?day=${hub.day}`);
    await block(page, claim).waitFor();
    await drag(page, block(page, claim), row(page, other));
    await toast(page).getByText('Spostata:').waitFor();
    expect(await place()).toBe(other);
    await toast(page).getByRole('button', { name: 'Annulla' }).click();
    await row(page, home).locator(`[data-claim="${claim}"]`).waitFor();
    await toast(page).getByText('Spostata:').waitFor();
    expect(await place()).toBe(home);

    await drag(page, block(page, claim), row(page, taken));
    await page.getByRole('alert').getByText('resta dov’era').waitFor();
    await row(page, home).locator(`[data-claim="${claim}"]`).waitFor();
    expect(await place()).toBe(home);

    await page.getByRole('alert').getByRole('button', { name: 'Chiudi' }).click();
    await block(page, claim).focus();
    await page.keyboard.press('Enter');
    const dialog = page.locator('dialog');
    await dialog.getByLabel('Posto', { exact: true }).selectOption(other);
    await dialog.getByLabel('Alle', { exact: true }).selectOption('12:30');
    await dialog.getByRole('button', { name: 'Sposta', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const moved = await api<Booking>(worker, 'GET', `/hubs/${hub.id}/bookings/${mine.id}`);
    expect([moved.bookables[0]!.id, Date.parse(moved.to) - Date.parse(mine.to)]).toEqual([other, 30 * 60_000]);

    await page.goto(`/gestione/${hub.id}/chiusure?draft=1&fromDay=${hub.day}`);
    await page.getByRole('button', { name: 'Vedi che cosa tocca' }).click();
    await page.getByText('Si annullano tutte').click();
    await page.getByText('Tocca 2 prenotazioni:').waitFor();
    const reason = `Prova di chiusura ${Date.now()}`;
    await page.getByLabel('Motivo').fill(reason);
    await page.getByRole('button', { name: 'Chiudi e avvisa' }).click();
    const closed = page.locator('.app-row', { hasText: reason });
    await closed.getByText('2 annullate').waitFor();
    expect((await claimsOf(page, hub)).has(mine.id)).toBe(false);
    await closed.getByRole('button', { name: 'Annulla la chiusura' }).click();
    await closed.getByText('annullata', { exact: true }).waitFor();
    expect(await place()).toBe(other);
  });
});
