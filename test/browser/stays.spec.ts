import type { Page } from 'playwright-core';
import type { Availability, Booking, BookingPage, DeskCode, Hub, ManagedHubs } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { api, arrive, book, cancelAll, firstMetro, quietDay, search, signIn } from './support/people.js';

const toast = (page: Page) => page.locator('.toast-region');
const mine = async (page: Page): Promise<Booking> => (await api<BookingPage>(page, 'GET', '/me/bookings')).items[0]!;

const ROUND_THE_CLOCK = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opens: '00:00',
  closes: '24:00',
  community: 'public' as const,
}));

/** So that the test may run at any hour. @returns the hub as it was */
async function setHours(page: Page, hubId: string, openingWindows: Hub['openingWindows']): Promise<Hub> {
  const before = await page.request.get(`/api/v1/hubs/${hubId}`);
  const changed = await page.request.patch(`/api/v1/hubs/${hubId}`, {
    data: { openingWindows },
    headers: {
      'content-type': 'application/merge-patch+json',
      'if-match': before.headers().etag!,
      origin: new URL(page.url()).origin,
    },
  });
  if (!changed.ok()) throw new Error(await changed.text());
  return (await before.json()) as Hub;
}

describeInBrowser('what one has booked', () => {
  const { visit } = useBrowser();

  it('is moved to another time and desk, back again, and cancelled', async () => {
    const page = await visit();
    await arrive(page, 'planner');
    const metro = await firstMetro(page);
    const span = quietDay(7, metro.timeZone);
    const hub = (await search(page, metro, span)).hubs.find(({ free }) => free > 2)!;
    const { from, to } = span;
    const before = await book(page, { hubId: hub.id, items: [{ bookableId: hub.bestDesk!.id }], from, to });
    await page.goto('/prenotazioni');
    await page.getByRole('button', { name: /^Sposta/ }).click();
    const dialog = page.locator('dialog');
    await dialog.getByLabel('Dalle', { exact: true }).selectOption('14:00');
    await dialog.getByLabel('Alle', { exact: true }).selectOption('16:00');
    await dialog.locator('select').nth(2).selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Sposta', exact: true }).click();
    await toast(page).getByText('Spostata').waitFor();
    const moved = await mine(page);
    expect([moved.id, moved.from > before.from, moved.bookables[0]!.id]).toEqual([
      before.id,
      true,
      expect.not.stringContaining(before.bookables[0]!.id),
    ]);
    await toast(page).getByRole('button', { name: 'Annulla' }).click();
    await toast(page).getByText('Tutto come prima').waitFor();
    expect(await mine(page)).toMatchObject({ from: before.from, to: before.to, bookables: before.bookables });
    await cancelAll(page);
  });

  it('begins by scanning the code on a free desk, signing in and one tap; it ends when one leaves', async () => {
    const [manager, page] = await Promise.all([visit(), visit({ size: 'phone' })]);
    await Promise.all([signIn(manager, 'manager'), arrive(page, 'operator')]);
    const { items } = await api<ManagedHubs>(manager, 'GET', '/me/hubs');
    const hub = await setHours(manager, items[0]!.id, ROUND_THE_CLOCK);
    const [from, to] = [0, 60].map((minutes) => Temporal.Now.instant().add({ minutes }).toString());
    const { free } = await api<Availability>(manager, 'GET', `/hubs/${hub.id}/availability?from=${from}&to=${to}`);
    const desk = hub.bookables.find(({ id, kind }) => kind === 'desk' && free.includes(id))!;
    const sign = await api<DeskCode>(manager, 'GET', `/hubs/${hub.id}/bookables/${desk.id}/check-in-code`);
    const { pathname, search: query } = new URL(sign.url);
    await page.context().clearCookies();
    await page.goto(pathname + query);
    await page.locator('main').getByRole('link', { name: 'Accedi' }).tap();
    await page.locator('button[data-persona="operator"]').click();
    await page.getByTestId('sit').tap();
    await page.getByText('Check-in fatto').waitFor();
    expect(await mine(page)).toMatchObject({ status: 'checked_in', bookables: [{ id: desk.id }] });

    await page.getByRole('button', { name: 'Libera adesso' }).tap();
    await toast(page).getByRole('button', { name: 'Annulla' }).tap();
    await page.getByText('Check-in fatto').waitFor();
    await page.getByRole('button', { name: 'Libera adesso' }).tap();
    await toast(page).getByRole('button', { name: 'Chiudi il messaggio' }).tap();
    await page.getByTestId('sit').waitFor();
    expect((await api<BookingPage>(page, 'GET', '/me/bookings')).items).toEqual([]);
    await setHours(manager, hub.id, hub.openingWindows);
  });
});
