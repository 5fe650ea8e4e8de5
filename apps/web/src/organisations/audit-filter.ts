import type { AuditFilter } from '../api/organisations.js';
import type { AuditSearch } from './audit-search.js';

/** Midnight on the reader's own clock. */
const midnight = (day: string, plusDays: number): string | undefined => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const instant = new Date(year, month - 1, date + plusDays);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
};

/** Days of the address as instants: the last day is part of the span. */
export const toFilter = ({ from, to, action, actor, subject, viewed }: AuditSearch): AuditFilter => ({
  from: from === undefined ? undefined : midnight(from, 0),
  to: to === undefined ? undefined : midnight(to, 1),
  action,
  actorId: actor,
  subjectId: subject,
  viewed: viewed === 'true' ? true : undefined,
});
