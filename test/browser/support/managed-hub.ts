import type { Page } from 'playwright-core';
import type { Availability, ManagedHubs } from '#libs/contracts';
import { api, firstMetro, quietDay } from './people.js';

export interface ManagedHub {
  readonly id: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** desks that nothing holds then, by their ids */
  readonly free: readonly string[];
}

/** A hub that the person on the page manages, on a day of its own on which it is open and has desks to give. */
export async function managedHub(page: Page, n: number): Promise<ManagedHub> {
  const { day, from, to } = quietDay(n, (await firstMetro(page)).timeZone);
  const { items } = await api<ManagedHubs>(page, 'GET', '/me/hubs');
  for (const { id } of items) {
    const query = new URLSearchParams({ from, to }).toString();
    const { open, free } = await api<Availability>(page, 'GET', `/hubs/${id}/availability?${query}`);
    if (open && free.length > 3) return { id, day, from, to, free };
  }
  throw new Error('None of the hubs is open with four free desks');
}
