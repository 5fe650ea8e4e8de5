import type { i18n as I18n } from 'i18next';
import { itAdmin } from '../i18n/it-admin.js';
import type { Choice } from '../ui/form.js';

/** An action in words; one that this page does not know yet by its code. */
export function actionText(i18n: I18n, action: string): string {
  const key = `auditAction.${action}`;
  return i18n.exists(key) ? (i18n.t as (key: string) => string)(key) : action;
}

const known: readonly string[] = Object.entries(itAdmin.auditAction).flatMap(([thing, done]) =>
  Object.keys(done).map((name) => `${thing}.${name}`),
);

export function actionChoices(i18n: I18n, chosen: string | undefined): readonly Choice[] {
  const actions = chosen === undefined || known.includes(chosen) ? known : [...known, chosen];
  return actions
    .map((value) => ({ value, label: actionText(i18n, value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
