import type { OrganisationKind } from '#libs/contracts';
import { refuseRow } from '#libs/platform';
import type { ReadOrganisation } from './read-organisations.js';

/** An organisation as it is before an import. */
export interface KnownOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly ipaCode: string | null;
  readonly parentId: string | null;
}

/** Organisations by the two names that they go by. */
export class OrganisationIndex<Item extends { readonly name: string; readonly ipaCode: string | null }> {
  private readonly byName = new Map<string, Item>();
  private readonly byIpaCode = new Map<string, Item>();

  constructor(items: readonly Item[] = []) {
    for (const item of items) this.add(item);
  }

  add(item: Item): void {
    this.byName.set(item.name, item);
    if (item.ipaCode !== null) this.byIpaCode.set(item.ipaCode, item);
  }

  named(name: string | null | undefined): Item | undefined {
    return name === null || name === undefined ? undefined : this.byName.get(name);
  }

  coded(ipaCode: string | null | undefined): Item | undefined {
    return ipaCode === null || ipaCode === undefined ? undefined : this.byIpaCode.get(ipaCode);
  }
}

/**
 * The organisation that a row means: the one of its IPA code, else the one of its name; undefined for a new one.
 * @throws RowRefused when code and name mean two, or another code is known for the name
 */
export function matchOrganisation(
  { name, ipa_code }: ReadOrganisation,
  known: OrganisationIndex<KnownOrganisation>,
): KnownOrganisation | undefined {
  const [coded, named] = [known.coded(ipa_code), known.named(name)];
  if (coded !== undefined && named !== undefined && coded.id !== named.id)
    refuseRow('row-name-taken', 'name', `another organisation is called "${name}"`, { name });
  if (coded === undefined && named?.ipaCode && ipa_code) {
    const message = `"${name}" is known by the IPA code ${named.ipaCode}`;
    refuseRow('row-ipa-code-differs', 'ipa_code', message, { name, code: named.ipaCode });
  }
  return coded ?? named;
}
