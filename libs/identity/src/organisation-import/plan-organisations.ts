import { type RefusedRow, refuseRow, RowRefused } from '#libs/platform';
import { type KnownOrganisation, matchOrganisation, OrganisationIndex } from './match-organisations.js';
import type { ReadOrganisation } from './read-organisations.js';

/** An organisation as it is to be. */
export interface PlannedOrganisation extends KnownOrganisation {
  readonly status: 'created' | 'changed' | 'unchanged';
  readonly hasNewParent: boolean;
}

export interface OrganisationPlan {
  readonly planned: readonly PlannedOrganisation[];
  readonly refused: readonly RefusedRow[];
}

/** What a row makes of the organisation that it means. */
interface Draft extends KnownOrganisation {
  readonly source: ReadOrganisation;
  readonly former: KnownOrganisation | undefined;
}

/** Higher trees have no use, and every change of a parent would climb them. */
const DEEPEST = 12;
/** A ring of more than this is told of as too deep. */
const LONGEST_CLIMB = 100;

/**
 * Decides what each row makes of which organisation, in whatever order parents and children come.
 * With a row that is refused go those that would stand under the organisation that it would have made.
 */
export function planOrganisations(
  rows: readonly ReadOrganisation[],
  known: readonly KnownOrganisation[],
  newId: () => string,
): OrganisationPlan {
  const refused: RefusedRow[] = [];
  const matched = sift(rows, (row) => row, matcher(known, newId), refused);
  const refusedNew = new Set(refused.flatMap(({ name }) => name ?? []));
  for (let drafts = matched; ;) {
    const linked = sift(drafts, ({ source }) => source, linker(drafts, known, refusedNew), refused);
    const standing = sift(linked, ({ source }) => source, climber(linked, known), refused);
    if (standing.length === drafts.length) return { planned: standing.map(toPlanned), refused };
    const kept = new Set(standing.map(({ id }) => id));
    for (const { id, name } of drafts) if (!kept.has(id)) refusedNew.add(name);
    drafts = standing;
  }
}

/** Keeps what a judge does not refuse. */
function sift<In, Out>(
  items: readonly In[],
  sourceOf: (item: In) => ReadOrganisation,
  judge: (item: In) => Out,
  refused: RefusedRow[],
): Out[] {
  return items.flatMap((item) => {
    try {
      return [judge(item)];
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      const { row, name } = sourceOf(item);
      refused.push({ row, name, reasons: error.reasons });
      return [];
    }
  });
}

function matcher(known: readonly KnownOrganisation[], newId: () => string): (row: ReadOrganisation) => Draft {
  const index = new OrganisationIndex(known);
  const rowsById = new Map<string, number>();
  const above = new OrganisationIndex<Draft>();
  return (source) => {
    const former = matchOrganisation(source, index);
    const twin = above.named(source.name) ?? above.coded(source.ipa_code);
    const row = twin?.source.row ?? (former && rowsById.get(former.id));
    if (row !== undefined)
      refuseRow('row-duplicate-organisation', 'name', `row ${row} is the same organisation`, { row });
    const { name, kind, ipa_code } = source;
    const ipaCode = ipa_code ?? former?.ipaCode ?? null;
    const draft = {
      id: former?.id ?? newId(),
      name,
      kind,
      ipaCode,
      parentId: former?.parentId ?? null,
      source,
      former,
    };
    above.add(draft);
    rowsById.set(draft.id, source.row);
    return draft;
  };
}

function linker(
  drafts: readonly Draft[],
  known: readonly KnownOrganisation[],
  refusedNew: ReadonlySet<string>,
): (draft: Draft) => Draft {
  const [inFile, before] = [new OrganisationIndex<KnownOrganisation>(drafts), new OrganisationIndex(known)];
  return (draft) => {
    const { parent_ipa_code: code, parent_name: name } = draft.source;
    if (code === undefined && name === undefined) return draft;
    const coded = inFile.coded(code) ?? before.coded(code);
    const named = inFile.named(name) ?? before.named(name);
    for (const [field, wanted, found] of [
      ['parent_ipa_code', code, coded],
      ['parent_name', name, named],
    ] as const) {
      if (!wanted || found !== undefined) continue;
      const values = { parent: wanted };
      if (refusedNew.has(wanted)) refuseRow('row-parent-refused', field, `the row of "${wanted}" was refused`, values);
      refuseRow('row-parent-unknown', field, `there is no organisation "${wanted}"`, values);
    }
    if (coded !== undefined && named !== undefined && coded.id !== named.id)
      refuseRow('row-parent-ambiguous', 'parent_name', 'code and name mean two organisations', {
        code: code!,
        name: name!,
      });
    return { ...draft, parentId: (coded ?? named)?.id ?? null };
  };
}

function climber(drafts: readonly Draft[], known: readonly KnownOrganisation[]): (draft: Draft) => Draft {
  const parents = new Map([...known, ...drafts].map(({ id, parentId }) => [id, parentId]));
  return (draft) => {
    const seen = new Set([draft.id]);
    let parent = draft.parentId;
    for (; parent !== null && !seen.has(parent) && seen.size <= LONGEST_CLIMB; parent = parents.get(parent) ?? null)
      seen.add(parent);
    if (parent !== null && seen.has(parent))
      refuseRow('row-parent-circle', 'parent_name', 'it would stand above itself, or under a circle');
    if (seen.size > DEEPEST)
      refuseRow('row-parent-too-deep', 'parent_name', `more than ${DEEPEST} would stand above each other`, {
        most: DEEPEST,
      });
    return draft;
  };
}

function toPlanned({ source: _source, former, ...organisation }: Draft): PlannedOrganisation {
  const hasNewParent = organisation.parentId !== (former?.parentId ?? null);
  const isSame =
    former?.name === organisation.name &&
    former.kind === organisation.kind &&
    former.ipaCode === organisation.ipaCode &&
    !hasNewParent;
  return { ...organisation, hasNewParent, status: former === undefined ? 'created' : isSame ? 'unchanged' : 'changed' };
}
