import type { Page } from 'playwright-core';
import type { LiveHub, ManagedHubs } from '#libs/contracts';
import { describeInBrowser, useBrowser } from './support/browser.js';
import { api, signIn } from './support/people.js';
import { deskSensors, type PlayedSensor } from './support/sensors.js';

interface WatchedDesk {
  readonly hubId: string;
  readonly label: string;
  readonly sensor: PlayedSensor;
}

/** A desk at which nobody sits, with the sensor that watches it. */
async function quietDesk(page: Page): Promise<WatchedDesk> {
  const { items } = await api<ManagedHubs>(page, 'GET', '/me/hubs');
  for (const { id, metro } of items) {
    const live = await api<LiveHub>(page, 'GET', `/hubs/${id}/live`);
    const sensors = await deskSensors(metro, id);
    for (const { bookableId, label } of live.desks.filter(({ presence }) => presence !== 'occupied')) {
      const sensor = sensors.find((one) => one.bookableId === bookableId);
      if (sensor !== undefined) return { hubId: id, label, sensor };
    }
  }
  throw new Error('No desk of these hubs has a sensor');
}

describeInBrowser('the hub live', () => {
  const { visit } = useBrowser();

  it('turns a desk occupied when its sensor says so over MQTT, without a reload', async () => {
    const page = await visit();
    await signIn(page, 'manager');
    const { hubId, label, sensor } = await quietDesk(page);
    await page.goto(`/gestione/${hubId}`);
    const desk = page.getByRole('button', { name: new RegExp(`^${label}, `) });
    await desk.waitFor();
    expect(['in_use', 'squat']).not.toContain(await desk.getAttribute('data-state'));

    await sensor.seeMovement();
    const occupied = page.getByRole('button', { name: new RegExp(`^${label}, (in uso|occupato senza prenotazione)`) });
    await occupied.waitFor();
    await page.locator('.twin > summary').click();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) });
    await row.getByText('presenza rilevata').waitFor();
  });
});
