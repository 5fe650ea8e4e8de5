import { SCIM_LIST, type ScimListQuery } from '#libs/contracts';
import type { Found, Slice } from '../persistence/scim-user.repository.js';

/** Most that one answer lists. */
export const MOST_LISTED = 200;

/** RFC 7644 §3.4.2.4: an index below 1 means 1, a count below 0 means none. */
export const sliceOf = ({ startIndex, count }: Pick<ScimListQuery, 'startIndex' | 'count'>): Slice => ({
  offset: Math.max(startIndex, 1) - 1,
  limit: Math.min(Math.max(count, 0), MOST_LISTED),
});

export interface ScimList<Resource> {
  schemas: string[];
  totalResults: number;
  startIndex: number;
  itemsPerPage: number;
  Resources: Resource[];
}

export const listOf = <Resource>({ total, items }: Found<Resource>, { offset }: Slice): ScimList<Resource> => ({
  schemas: [SCIM_LIST],
  totalResults: total,
  startIndex: offset + 1,
  itemsPerPage: items.length,
  Resources: [...items],
});
