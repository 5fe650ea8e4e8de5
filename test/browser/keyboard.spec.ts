import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { arrive, cancelAll, firstMetro, quietDay } from './support/people.js';

const focused = 'document.activeElement';

/** Presses Tab until what has the focus fits; a person would not press it for ever either. */
async function tabTo(page: Page, condition: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`Boolean(${focused}?.${condition})`)) return;
  }
  throw new Error(`Tab never reached ${condition}`);
}

describeInBrowser('the keyboard alone', () => {
  const { visit } = useBrowser();

  it('books a desk that was chosen on the plan, and cancels it', async () => {
    const page = await visit();
    await arrive(page, 'administrator');
    const { address } = quietDay(4, (await firstMetro(page)).timeZone);
    await page.goto(address);
    await page.getByTestId('book').waitFor();

    await tabTo(page, `matches('.hub-card-buttons .btn-outline-primary')`);
    await page.keyboard.press('Enter');
    await page.locator('dialog .desk').first().waitFor();
    await tabTo(page, `matches('.desk')`);
    const start = await page.evaluate<string>(`${focused}.dataset.desk`);
    for (const key of ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight']) {
      await page.keyboard.press(key);
      const [desk, state] = await page.evaluate<[string, string]>(
        `[${focused}.dataset.desk, ${focused}.dataset.state]`,
      );
      if (desk !== start && state === 'free') break;
    }
    const label = (await page.evaluate<string>(`${focused}.getAttribute('aria-label')`)).split(',')[0]!;
    await page.keyboard.press('Enter');
    await tabTo(page, `closest('.app-dialog-footer')`);
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });

    await page.getByTestId('book').getByText(`· ${label}`).waitFor();
    await tabTo(page, `matches('[data-testid=book]')`);
    await page.keyboard.press('Enter');
    await page.locator('.toast-region').getByText(`Prenotato: ${label}`).waitFor();
    await tabTo(page, `matches('.app-toast-action')`);
    await page.keyboard.press('Enter');
    await page.locator('.toast-region').getByText('Prenotazione annullata').waitFor();
    await cancelAll(page);
  });

  it('jumps over the header, and finds the focus on the heading of the next page', async () => {
    const page = await visit();
    await page.goto('/privacy');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(`${focused}.id`)).toBe('main');
    await page.getByRole('link', { name: 'Note legali' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Note legali' }).waitFor();
    expect(await page.evaluate(`${focused}.textContent`)).toBe('Note legali');
    expect(await page.title()).toBe('Note legali · Quindici');
  });

  it('moves the map and searches from its middle', async () => {
    const page = await visit();
    await page.goto('/');
    await page.getByTestId('counts').waitFor();
    await page.locator('.city-map').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Cerca da qui' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Punto sulla mappa').waitFor();
    expect(page.url()).toMatch(/lat=.*lon=/);
  });
});
