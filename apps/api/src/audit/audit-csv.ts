import type { Readable } from 'node:stream';
import type { AuditItem } from '#libs/contracts';
import { csvOf } from '../http/csv.js';

const COLUMNS: Readonly<Record<string, (item: AuditItem) => string>> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  actorKind: ({ actor }) => actor.kind,
  actorId: ({ actor }) => actor.id ?? '',
  actorName: ({ actor }) => actor.name ?? '',
  action: ({ action }) => action,
  viewed: ({ viewed }) => String(viewed),
  hubId: ({ hubId }) => hubId ?? '',
  subjectId: ({ subjectId }) => subjectId ?? '',
  object: ({ object }) => object ?? '',
  detail: ({ detail }) => JSON.stringify(detail),
  sealed: ({ sealed }) => String(sealed),
};

export const auditCsv = (items: AsyncIterable<AuditItem>): Readable => csvOf(COLUMNS, items);
