/** Days of the reader's own calendar, both included. */
export interface AuditSearch {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly viewed?: 'true' | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f-]{36}$/;
const ACTION = /^[a-z-]+([.][a-z-]+)?$/;

const fits = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

export const parseAuditSearch = (raw: Readonly<Record<string, unknown>>): AuditSearch => ({
  from: fits(raw.from, DAY),
  to: fits(raw.to, DAY),
  action: fits(raw.action, ACTION),
  actor: fits(raw.actor, ID),
  subject: fits(raw.subject, ID),
  viewed: raw.viewed === 'true' ? 'true' : undefined,
});
