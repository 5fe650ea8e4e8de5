import type { INestApplicationContext } from '@nestjs/common';
import type { Organisation, OrganisationPage } from '#libs/contracts';
import { OrganisationService } from '#libs/identity';

/** All of them, by name. */
export async function listOrganisations(services: INestApplicationContext): Promise<readonly Organisation[]> {
  const found: Organisation[] = [];
  let page: OrganisationPage | undefined;
  do {
    const from = page?.next ?? undefined;
    page = await services
      .get(OrganisationService)
      .list({ limit: 100, ...(from === undefined ? {} : { cursor: from }) });
    found.push(...page.items);
  } while (page.next !== null);
  return found;
}
