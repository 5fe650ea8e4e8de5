import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Me, MySessions } from '#libs/contracts';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { api, signIn } from './support/people.js';
import { goto, type Screen } from './support/screens.js';
import { walkScreens } from './support/walk-screens.js';

const screens: readonly Screen[] = [
  { name: 'sign-in', persona: null, open: goto('/accedi?return_to=/prenotazioni', '.sign-in-choice') },
  {
    name: 'profile',
    persona: 'organisation',
    open: goto('/profilo', '.app-row time, #sessions-heading ~ .rows .app-row'),
  },
  { name: 'profile-worker', persona: 'worker', open: goto('/profilo', '#sessions-heading ~ .rows .app-row') },
  { name: 'my-data', persona: 'worker', open: goto('/profilo/dati', '.app-table td') },
  {
    name: 'my-data-erase',
    persona: 'worker',
    open: async (page) => {
      await goto('/profilo/dati', '.app-table td')(page);
      await page.locator('#erase-heading ~ .btn-outline-danger').click();
      await page.locator('dialog input').waitFor();
    },
  },
  {
    name: 'person-menu',
    persona: 'administrator',
    open: async (page) => {
      await goto('/privacy', '.app-table td')(page);
      await page.locator('.person-menu button').click();
      await page.locator('.person-links').waitFor();
    },
  },
  { name: 'profile-signed-out', persona: null, open: goto('/profilo', 'main .btn-primary') },
  { name: 'invitation-none', persona: null, open: goto('/invito', 'main .btn-primary') },
];

walkScreens(screens);

const sessions = (page: Page): Promise<MySessions> => api(page, 'GET', '/me/sessions');

describeInBrowser('the personal area', () => {
  const { visit } = useBrowser();

  it('comes back from the sign-in to the page that was wanted', async () => {
    const page = await visit();
    await page.goto('/accedi?return_to=%2Fprenotazioni%3Fscope%3Dpast');
    await page.locator('.sign-in-choice').click();
    await page.locator('button[data-persona="worker"]').click();
    await page.getByRole('heading', { level: 1, name: 'Le mie prenotazioni' }).waitFor();
    expect(page.url()).toMatch(/\/prenotazioni\?scope=past$/);
  });

  it('links nowhere else, whatever the address asks for', async () => {
    const page = await visit();
    await page.goto('/accedi?return_to=https%3A%2F%2Felsewhere.example%2F');
    const links = await page
      .locator('main a')
      .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
    await page.locator('.sign-in-choice').waitFor();
    expect(links.filter((href) => href.includes('elsewhere'))).toEqual([]);
    expect(await page.locator('.sign-in-choice').getAttribute('href')).toBe('/auth/sign-in?return_to=%2F');
  });

  it('shows where one is signed in, and ends another session', async () => {
    const [here, there] = await Promise.all([visit(), visit()]);
    await signIn(here, 'planner');
    await signIn(there, 'planner');
    await here.goto('/profilo');
    await here.getByText('questa sessione').waitFor();
    const { items } = await sessions(here);
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    expect(items.length).toBeGreaterThan(1);

    await here.getByRole('button', { name: 'Termina tutte le altre' }).click();
    await here.getByText('Tutte le altre sessioni sono terminate').waitFor();
    await here.getByText('Non ci sono altre sessioni aperte.').waitFor();
    await there.goto('/profilo');
    await there.getByRole('heading', { level: 1, name: 'Accedi per continuare' }).waitFor();
    expect((await sessions(here)).items).toHaveLength(1);
  });

  it('names the roles with the organisations they hold in', async () => {
    const page = await visit();
    await signIn(page, 'manager', '/');
    const { memberships } = await api<Me>(page, 'GET', '/me');
    const { name } = await api<{ readonly name: string }>(
      page,
      'GET',
      `/organisations/${memberships[0]!.organisationId!}`,
    );
    await page.goto('/profilo');
    await page.locator('.app-row', { hasText: 'Responsabile di sede' }).getByText(name).waitFor();
  });

  it('hands over all that is kept, as a file', async () => {
    const page = await visit();
    await signIn(page, 'worker');
    await page.goto('/profilo/dati');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Scarica i miei dati (JSON)' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const { id, displayName } = await api<Me>(page, 'GET', '/me');
    expect(JSON.parse(text)).toBeInstanceOf(Object);
    expect(text).toContain(id);
    expect(text).toContain(displayName);
  });

  it('erases a person only after the word was typed, and signs them out', async () => {
    const page = await visit();
    await signIn(page, 'operator');
    const { id } = await api<Me>(page, 'GET', '/me');
    await page.goto('/profilo/dati');
    await page.getByRole('button', { name: 'Voglio cancellare i miei dati' }).click();
    const erase = page.getByRole('button', { name: 'Cancella per sempre' });
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel('Per confermare scrivi CANCELLA').fill('cancell');
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel('Per confermare scrivi CANCELLA').fill('CANCELLA');
    await erase.click();
    await page.locator('[data-element="personal-area-login"]').waitFor();

    await signIn(page, 'operator');
    expect((await api<Me>(page, 'GET', '/me')).id).not.toBe(id);
  });

  it('is reached and left by keyboard alone', async () => {
    const page = await visit();
    await signIn(page, 'administrator', '/privacy');
    await page.locator('.person-menu button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Profilo e accessi' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Profilo e accessi');

    await page.goto('/profilo/dati');
    const opener = page.getByRole('button', { name: 'Voglio cancellare i miei dati' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => button.matches(':focus'))).toBe(true);
  });
});
