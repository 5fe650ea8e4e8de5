import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { type SearchResult, searchQuerySchema } from '#libs/contracts';
import { type ActiveMetro, MetrosService } from '#libs/hubs';
import { Clock, DomainError, type DomainErrorKind, slugOf } from '#libs/kernel';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { SearchService } from '#libs/search';
import { NETWORK_FILE, TravelService } from '#libs/travel';
import { nextWeekdayMorning } from './next-weekday.js';

export interface SearchArgs {
  /** Name or slug. */
  readonly metro: string;
  readonly lat: number;
  readonly lon: number;
  readonly minutes: number;
  readonly from?: string;
  readonly to?: string;
}

export class InvalidSearch extends DomainError {
  readonly code = 'invalid-search';
  readonly kind: DomainErrorKind = 'invalid';
}

/** @throws InvalidSearch, MetroNotFound, OffTheMap, NetworkMissing */
export async function runSearch(services: INestApplicationContext, args: SearchArgs): Promise<SearchResult> {
  const metro = await services.get(MetrosService, { strict: false }).bySlug(slugOf(args.metro));
  await ensureNetwork(services, metro);
  if ((args.from === undefined) !== (args.to === undefined))
    throw new InvalidSearch('Give both --from and --to, or neither');
  const span = nextWeekdayMorning(services.get(Clock, { strict: false }).now(), metro.timeZone);
  const query = searchQuerySchema.safeParse({
    ...args,
    metro: metro.slug,
    from: args.from ?? span.start.toString(),
    to: args.to ?? span.end.toString(),
  });
  if (!query.success)
    throw new InvalidSearch(query.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  return services.get(SearchService, { strict: false }).search(query.data);
}

/** A process that serves has it loaded; one that was started for this question has not. */
async function ensureNetwork(services: INestApplicationContext, { id, network }: ActiveMetro): Promise<void> {
  const travel = services.get(TravelService, { strict: false });
  const { DATA_DIR } = services.get<Environment>(ENVIRONMENT, { strict: false });
  if (!travel.has(id)) await travel.use(id, join(DATA_DIR, network.folder, NETWORK_FILE));
}
