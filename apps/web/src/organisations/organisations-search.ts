export interface OrganisationsSearch {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const parseOrganisationsSearch = (raw: Readonly<Record<string, unknown>>): OrganisationsSearch => ({
  q: text(raw.q),
  kind: text(raw.kind),
});
