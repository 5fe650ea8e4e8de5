import { DomainError } from '#libs/kernel';

/** The routes that a standard has called with a form. Nowhere else is one read: a page of another site can send it without asking. */
const FORM_ROUTES = new Set(['/auth/back-channel-logout', '/auth/token']);

export const takesForm = (route: string | undefined): boolean => route !== undefined && FORM_ROUTES.has(route);

export class MalformedForm extends DomainError {
  readonly code = 'malformed-form';
  readonly kind = 'invalid';

  constructor() {
    super('A field of the form is given twice');
  }
}

/** @throws MalformedForm when a field is given twice, since two readers could take each another one */
export function readForm(body: string): Readonly<Record<string, string>> {
  const fields = [...new URLSearchParams(body)];
  if (new Set(fields.map(([name]) => name)).size < fields.length) throw new MalformedForm();
  return Object.fromEntries(fields);
}
