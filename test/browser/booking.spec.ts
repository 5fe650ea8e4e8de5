import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { arrive, book, cancelAll, firstMetro, quietDay, search } from './support/people.js';

const toast = (page: Page) => page.locator('.toast-region');
const bookButton = (page: Page) => page.getByTestId('book');

describeInBrowser('booking a desk', () => {
  const { visit } = useBrowser();

  it('takes at most three touches from opening the map, and one more to undo', async () => {
    const page = await visit({ size: 'phone' });
    await arrive(page, 'worker');
    let touches = 0;
    const touch = async (locator: ReturnType<Page['locator']>): Promise<void> => {
      touches++;
      await locator.tap();
    };

    await page.goto('/');
    await bookButton(page).waitFor();
    const cards = page.locator('.hub-card');
    if ((await cards.count()) > 1) await touch(cards.nth(1).locator('h2 button'));
    await bookButton(page).waitFor();
    await touch(bookButton(page));
    await toast(page).getByText('Prenotato').waitFor();
    expect(touches).toBeLessThanOrEqual(3);

    await toast(page).getByRole('button', { name: 'Annulla' }).tap();
    await toast(page).getByText('Prenotazione annullata').waitFor();
    await page.goto('/prenotazioni');
    await page.getByText('Non hai prenotazioni in programma.').waitFor();
  });

  it('comes back from the sign-in to the very desk that was chosen, one tap from booked', async () => {
    const page = await visit();
    await page.goto('/');
    const { address } = quietDay(0, (await firstMetro(page)).timeZone);
    await page.goto(address);
    const offered = await bookButton(page).innerText();
    await bookButton(page).click();
    await page.locator('button[data-persona="administrator"]').click();
    await page.locator('.person-menu').waitFor();
    await page
      .getByTestId('book')
      .getByText(/^Prenota/)
      .waitFor();
    const desk = /· (\S+)/.exec(offered)![1]!;
    await page.getByTestId('book').getByText(`· ${desk}`).waitFor();
    await bookButton(page).click();
    await toast(page).getByText(`Prenotato: ${desk},`).waitFor();
    await page.getByTestId('mine').getByText(desk).waitFor();
    await cancelAll(page);
  });

  it('shows a second browser the desk turn booked, without a reload', async () => {
    const [worker, onlooker] = await Promise.all([visit(), visit()]);
    await arrive(worker, 'worker');
    const metro = await firstMetro(worker);
    const span = quietDay(1, metro.timeZone);
    const hub = (await search(worker, metro, span)).hubs.find(({ free }) => free > 1)!;
    await onlooker.goto(`${span.address}&hub=${hub.id}`);
    const badge = onlooker.locator(`[data-hub="${hub.id}"]`).getByTestId('free');
    await badge.getByText(`${hub.free} di ${hub.desks}`, { exact: true }).waitFor();

    await worker.goto(`${span.address}&hub=${hub.id}`);
    await bookButton(worker).click();
    await toast(worker).getByText('Prenotato').waitFor();
    await badge.getByText(`${hub.free - 1} di ${hub.desks}`, { exact: true }).waitFor();

    await toast(worker).getByRole('button', { name: 'Annulla' }).click();
    await badge.getByText(`${hub.free} di ${hub.desks}`, { exact: true }).waitFor();
  });

  it('offers other desks in place when somebody was quicker, each one tap away', async () => {
    const [quick, late] = await Promise.all([visit(), visit()]);
    await Promise.all([arrive(quick, 'worker'), arrive(late, 'planner')]);
    const metro = await firstMetro(quick);
    const span = quietDay(2, metro.timeZone);
    const hub = (await search(quick, metro, span)).hubs.find(({ free }) => free > 4)!;
    const { from, to } = span;
    await book(quick, { hubId: hub.id, items: [{ bookableId: hub.bestDesk!.id }], from, to });

    await late.goto(`${span.address}&hub=${hub.id}&desk=${hub.bestDesk!.id}`);
    await late.getByTestId('book').getByText(`· ${hub.bestDesk!.label}`).waitFor();
    await bookButton(late).click();
    await late.getByText(`${hub.bestDesk!.label} è appena stata presa.`).waitFor();
    const alternatives = late.locator('.alternatives li button');
    expect(await alternatives.count()).toBe(3);
    await alternatives.first().click();
    await toast(late).getByText('Prenotato').waitFor();
    await Promise.all([cancelAll(quick), cancelAll(late)]);
  });

  it('tells who already has a booking in that time, and where to find it', async () => {
    const page = await visit();
    await arrive(page, 'manager');
    const metro = await firstMetro(page);
    const span = quietDay(3, metro.timeZone);
    const { hubs } = await search(page, metro, span, 60);
    const [first, second] = hubs.filter(({ free }) => free > 0);
    await book(page, { hubId: first!.id, items: [{ bookableId: first!.bestDesk!.id }], from: span.from, to: span.to });
    await page.goto(`${span.address}&minutes=60&hub=${second!.id}`);
    await bookButton(page).click();
    const refusal = page.locator(`[data-hub="${second!.id}"]`).getByRole('alert');
    await refusal.getByRole('link', { name: 'Le mie prenotazioni' }).click();
    await page.getByRole('heading', { level: 1, name: 'Le mie prenotazioni' }).waitFor();
    await page
      .getByRole('button', { name: /^Annulla la prenotazione/ })
      .first()
      .click();
    await toast(page).getByText('Prenotazione annullata').waitFor();
    await toast(page).getByRole('button', { name: 'Ripristina' }).click();
    await toast(page).getByText('Prenotazione ripristinata').waitFor();
    await cancelAll(page);
  });
});
