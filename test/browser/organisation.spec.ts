import type { Page } from 'playwright-core';
import type { Me, MemberPage, Organisation, OrganisationHubs } from '#libs/contracts';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { openPart, ownOrganisation } from './support/organisations.js';
import { api, signIn } from './support/people.js';
import { goto, type Screen } from './support/screens.js';
import { walkScreens } from './support/walk-screens.js';

const part =
  (name: string, ...clicks: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await openPart(page, name);
    for (const selector of clicks) await page.locator(selector).first().click();
    if (clicks.length > 0) await page.locator('dialog .form').waitFor();
  };

const rules =
  (click?: string, ready = '') =>
  async (page: Page): Promise<void> => {
    await openPart(page, 'regole');
    await page.locator('[data-rule]').first().waitFor();
    if (click === undefined) return;
    await page.locator(click).click();
    await page.locator(ready).first().waitFor();
  };

const screens: readonly Screen[] = [
  { name: 'organisations', persona: 'administrator', open: goto('/organizzazioni', 'main .filters ~ .rows .app-row') },
  { name: 'organisations-mine', persona: 'organisation', open: goto('/organizzazioni', 'main .app-row') },
  { name: 'organisations-forbidden', persona: 'worker', open: goto('/organizzazioni', 'main .btn-primary') },
  {
    name: 'organisation-new',
    persona: 'administrator',
    open: async (page) => {
      await goto('/organizzazioni', 'main .page-tools')(page);
      await page.locator('.page-tools .btn-primary').click();
      await page.locator('dialog .form').waitFor();
    },
  },
  { name: 'organisation-members', persona: 'organisation', open: part('membri') },
  { name: 'organisation-member-role', persona: 'organisation', open: part('membri', '.app-row .btn-outline-primary') },
  { name: 'organisation-invitations', persona: 'organisation', open: part('inviti') },
  { name: 'organisation-invite', persona: 'organisation', open: part('inviti', '.part-tools .btn-primary') },
  { name: 'organisation-hubs', persona: 'organisation', open: part('sedi') },
  { name: 'organisation-hub', persona: 'organisation', open: part('sedi', '.app-row button') },
  { name: 'organisation-import', persona: 'organisation', open: part('sedi', '.part-tools button') },
  { name: 'organisation-assets', persona: 'organisation', open: part('immobili') },
  { name: 'organisation-asset', persona: 'organisation', open: part('immobili', '.part-tools .btn-primary') },
  { name: 'organisation-machines', persona: 'organisation', open: part('applicazioni') },
  { name: 'organisation-machine', persona: 'organisation', open: part('applicazioni', '.part-tools .btn-primary') },
  { name: 'organisation-rules', persona: 'organisation', open: rules() },
  { name: 'organisation-rules-new', persona: 'organisation', open: rules('.part-tools .btn-primary', '.rule-line') },
  { name: 'organisation-audit', persona: 'auditor', open: part('registro') },
];

describeInBrowser('administering an organisation', () => {
  const { visit } = useBrowser();
  const toast = (page: Page) => page.locator('.toast-region');
  const row = (page: Page, text: string) => page.locator('.app-row', { hasText: text });

  async function administrator(): Promise<Page> {
    const page = await visit();
    await signIn(page, 'organisation');
    return page;
  }

  async function invite(page: Page, label: string): Promise<string> {
    await openPart(page, 'inviti');
    await page.getByRole('button', { name: 'Nuovo invito' }).click();
    await page.getByLabel('Per chi o per che cosa').fill(label);
    await page.locator('dialog').getByLabel('Ruolo', { exact: true }).selectOption('auditor');
    await page.getByRole('button', { name: 'Crea il collegamento' }).click();
    const link = await page.getByLabel('Collegamento', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Ho finito' }).click();
    return link;
  }

  it('invites somebody, who accepts after signing in; takes the role away, and may undo that', async () => {
    const page = await administrator();
    const { id, name } = await ownOrganisation(page);
    const link = await invite(page, 'Prova di un invito');
    expect(new URL(link).hash).toMatch(/^#[\w-]{43}$/);
    await row(page, 'Prova di un invito').waitFor();

    const guest = await visit();
    await guest.goto(link);
    await guest.getByRole('heading', { level: 1, name: 'Un invito per te' }).waitFor();
    expect(guest.url()).not.toContain('#');
    await guest.locator('main a.btn-primary').click();
    await guest.locator('button[data-persona="worker"]').click();
    await guest.getByText(`${name} ti invita con il ruolo: Controllo (registro).`).waitFor();
    await guest.getByRole('button', { name: 'Accetta l’invito' }).click();
    await guest.getByRole('heading', { level: 1, name: 'Profilo e accessi' }).waitFor();
    await row(guest, 'Controllo (registro)').getByText(name).waitFor();
    const { id: guestId, displayName } = await api<Me>(guest, 'GET', '/me');

    await guest.goto(link);
    await guest.getByRole('alert').getByText('L’invito non si può usare').waitFor();

    const isMember = async (): Promise<boolean> => {
      const { items } = await api<MemberPage>(page, 'GET', `/organisations/${id}/members?limit=100`);
      return items.some(({ person }) => person.id === guestId);
    };
    await openPart(page, 'membri');
    const remove = page.getByRole('button', { name: `Togli ${displayName}, Controllo (registro)` });
    await remove.click();
    await remove.waitFor({ state: 'detached' });
    await toast(page).getByRole('button', { name: 'Annulla' }).click();
    await remove.waitFor();
    expect(await isMember()).toBe(true);

    await remove.click();
    await remove.waitFor({ state: 'detached' });
    const sent = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await toast(page).getByRole('button', { name: 'Chiudi il messaggio' }).click();
    expect((await sent).status()).toBe(204);
    expect(await isMember()).toBe(false);
  });

  it('sends a removal that nobody has undone when the page is left', async () => {
    const page = await administrator();
    await invite(page, 'Invito da ritirare');
    await page.getByRole('button', { name: 'Ritira l’invito «Invito da ritirare»' }).click();
    await toast(page).getByText('Invito ritirato: Invito da ritirare').waitFor();
    await page.goto('/privacy');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await openPart(page, 'inviti');
    expect(await row(page, 'Invito da ritirare').count()).toBe(0);
  });

  it('changes a role at once, and gives the former one back', async () => {
    const page = await administrator();
    const { id } = await ownOrganisation(page);
    const link = await invite(page, 'Prova di un cambio');
    const guest = await visit();
    await signIn(guest, 'planner');
    await guest.goto(link);
    await guest.getByRole('button', { name: 'Accetta l’invito' }).click();
    await guest.getByRole('heading', { level: 1, name: 'Profilo e accessi' }).waitFor();
    const { id: guestId, displayName } = await api<Me>(guest, 'GET', '/me');
    const member = async () =>
      (await api<MemberPage>(page, 'GET', `/organisations/${id}/members?limit=100`)).items.find(
        ({ person }) => person.id === guestId,
      );

    await openPart(page, 'membri');
    await page.getByRole('button', { name: `Cambia ruolo: ${displayName}` }).click();
    await page.locator('dialog').getByLabel('Ruolo', { exact: true }).selectOption('service_operator');
    await page.getByRole('button', { name: 'Salva' }).click();
    await toast(page).getByText(`${displayName}: Operatore di sportello`).waitFor();
    expect((await member())?.role).toBe('service_operator');
    await toast(page).getByRole('button', { name: 'Annulla' }).click();
    await toast(page).getByText('Modifica annullata').waitFor();
    expect((await member())?.role).toBe('auditor');
    await api(page, 'DELETE', `/organisations/${id}/members/${(await member())!.id}`);
  });

  it('edits a hub, and says so where somebody else was quicker', async () => {
    const page = await administrator();
    const { id } = await ownOrganisation(page);
    const [hub] = (await api<OrganisationHubs>(page, 'GET', `/organisations/${id}/hubs`)).items;
    const edit = page.getByRole('button', { name: `Modifica la sede ${hub!.name}` });
    const address = page.getByLabel('Indirizzo');
    const save = page.getByRole('button', { name: 'Salva' });
    await openPart(page, 'sedi');
    await edit.click();
    await address.fill(`${hub!.address} bis`);
    await save.click();
    await toast(page).getByText('Sede salvata').waitFor();
    await row(page, hub!.name).getByText(`${hub!.address} bis`).waitFor();

    const rival = await administrator();
    await openPart(rival, 'sedi');
    await rival.getByRole('button', { name: `Modifica la sede ${hub!.name}` }).click();
    await rival.getByLabel('Indirizzo').waitFor();
    await edit.click();
    await address.fill(hub!.address);
    await save.click();
    await row(page, hub!.name).getByText('bis').waitFor({ state: 'detached' });
    await rival.getByRole('button', { name: 'Salva' }).click();
    await rival.locator('dialog').getByRole('alert').waitFor();
  });

  it('registers a building and an agreement over it', async () => {
    const page = await administrator();
    const name = `Immobile di prova ${Date.now()}`;
    await openPart(page, 'immobili');
    await page.getByRole('button', { name: 'Nuovo immobile' }).click();
    await page.locator('dialog').getByLabel('Nome').fill(name);
    await page.getByLabel('Indirizzo').fill('Via di prova 1');
    await page.getByLabel('Superficie in m²').fill('120.5');
    await page.getByRole('button', { name: 'Salva' }).click();
    await row(page, name).getByText('120,5 m²').waitFor();

    await page.getByRole('button', { name: `Nuovo accordo per ${name}` }).click();
    await page.getByLabel('Dal', { exact: true }).fill('2027-01-01');
    await page.getByLabel('Impegni').fill('pulizia\nvigilanza');
    await page.getByRole('button', { name: 'Salva' }).click();
    const agreement = row(page, name).locator('.agreement');
    await agreement.getByText('lun–ven 09:00–18:00').waitFor();
    await agreement.getByText('pulizia; vigilanza').waitFor();

    for (const button of [/^Elimina l’accordo/, `Elimina ${name}`]) {
      const sent = page.waitForResponse((response) => response.request().method() === 'DELETE');
      await page.getByRole('button', { name: button }).click();
      await toast(page).getByRole('button', { name: 'Chiudi il messaggio' }).click();
      expect((await sent).status()).toBe(204);
    }
    expect(await row(page, name).count()).toBe(0);
  });

  it('tells the secret of an application once, renews it and revokes it', async () => {
    const page = await administrator();
    const name = `Applicazione di prova ${Date.now()}`;
    await openPart(page, 'applicazioni');
    await page.getByRole('button', { name: 'Nuova applicazione' }).click();
    await page.locator('dialog').getByLabel('Nome').fill(name);
    await page.getByRole('button', { name: 'Crea', exact: true }).click();
    const secret = page.getByLabel('Segreto (client_secret)');
    const first = await secret.inputValue();
    expect(first.length).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Ho finito' }).click();
    await row(page, name).getByText('mai usata').waitFor();
    expect(await page.content()).not.toContain(first);

    await page.getByRole('button', { name: `Nuovo segreto per ${name}` }).click();
    expect(await secret.inputValue()).not.toBe(first);
    await page.getByRole('button', { name: 'Ho finito' }).click();

    await page.getByRole('button', { name: `Revoca ${name}` }).click();
    await toast(page).getByRole('button', { name: 'Chiudi il messaggio' }).click();
    await row(page, name).getByText('revocata').waitFor();
  });

  it('shows what an import would do, with every refused row, before it does it', async () => {
    const page = await administrator();
    const { id } = await ownOrganisation(page);
    const hubs = async () => (await api<OrganisationHubs>(page, 'GET', `/organisations/${id}/hubs`)).items;
    const [known] = await hubs();
    const name = `Sede di prova ${Date.now()}`;
    const rows = [`${name},${known!.lat},${known!.lon},4,Via di prova 1`, 'Altrove,0,0,4,Via di prova 2'];
    const csv = ['name,lat,lon,desks,address', ...rows, ''].join('\n');
    const before = (await hubs()).length;
    await openPart(page, 'sedi');
    await page.getByRole('button', { name: 'Importa sedi' }).click();
    await page.locator('dialog input[type=file]').setInputFiles({
      name: 'sedi.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.getByRole('button', { name: 'Controlla il file' }).click();
    await page.getByRole('heading', { name: 'Esito del controllo' }).waitFor();
    await page.locator('dialog').getByRole('row').filter({ hasText: 'Altrove' }).waitFor();
    expect((await hubs()).length).toBe(before);

    await page.getByRole('button', { name: 'Importa 1 riga' }).click();
    await page.getByRole('heading', { name: 'Importazione eseguita' }).waitFor();
    expect((await hubs()).map((hub) => hub.name)).toContain(name);
  });

  it('lets the network’s administrator find and create an organisation', async () => {
    const page = await visit();
    await signIn(page, 'administrator');
    const name = `Ente di prova ${Date.now()}`;
    await page.goto('/organizzazioni');
    await page.getByRole('button', { name: 'Nuova organizzazione' }).click();
    await page.locator('dialog').getByLabel('Nome').fill(name);
    await page.locator('dialog').getByLabel('Tipo').selectOption('school');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('button', { name: 'Modifica i dati' }).click();
    await page.locator('dialog').getByLabel('Tipo').selectOption('library');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.locator('.organisation-head > p').getByText('Biblioteca').waitFor();

    await page.goto('/organizzazioni');
    await page.getByLabel('Cerca per nome o codice IPA').fill(name);
    await row(page, name).waitFor();
    await page.waitForURL(/\?q=Ente/);
    const { id } = (await api<{ items: Organisation[] }>(page, 'GET', `/organisations?q=${encodeURIComponent(name)}`))
      .items[0]!;
    expect(page.url()).toContain('q=');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows the auditor who saw personal data, and that the log is whole', async () => {
    const clerk = await administrator();
    await openPart(clerk, 'membri');
    await clerk.locator('.app-row').first().waitFor();

    const page = await visit();
    await signIn(page, 'auditor');
    await openPart(page, 'registro');
    expect(await page.locator('.scope-nav a').allInnerTexts()).toEqual(['Registro']);
    await page.getByRole('button', { name: 'Solo consultazioni di dati personali' }).click();
    await page.waitForURL(/viewed=true/);
    const seen = page.locator('.audit-row[data-action="members.viewed"]').first();
    await seen.getByText('ha visto dati personali').waitFor();
    await seen.getByText('Autore: Amministratrice di ente').waitFor();
    await page.getByRole('button', { name: 'Verifica l’integrità' }).click();
    await page.getByText('Il registro è integro').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Esporta CSV' }).click(),
    ]);
    expect(await download.failure()).toBeNull();
  });

  it('opens an organisation to nobody who has no part in it', async () => {
    const page = await administrator();
    const { id } = await ownOrganisation(page);
    const stranger = await visit();
    await signIn(stranger, 'planner');
    await stranger.goto(`/organizzazioni/${id}/membri`);
    await stranger.getByRole('heading', { level: 1, name: 'Accesso non consentito' }).waitFor();
    await page.goto(`/organizzazioni/${id}/registro`);
    await page.getByRole('heading', { level: 1, name: 'Accesso non consentito' }).waitFor();
  });
});

walkScreens(screens);
