import type { KnownOrganisation } from './match-organisations.js';
import { type OrganisationPlan, planOrganisations } from './plan-organisations.js';
import type { ReadOrganisation } from './read-organisations.js';

type Fields = Partial<Omit<ReadOrganisation, 'row'>> & { readonly name: string };

const known = (id: string, name: string, rest: Partial<KnownOrganisation> = {}): KnownOrganisation => ({
  id,
  name,
  kind: 'municipality',
  ipaCode: null,
  parentId: null,
  ...rest,
});

const plan = (rows: readonly Fields[], before: readonly KnownOrganisation[] = []): OrganisationPlan => {
  let made = 0;
  const read = rows.map((fields, i): ReadOrganisation => ({
    kind: 'municipality',
    ipa_code: undefined,
    parent_ipa_code: undefined,
    parent_name: undefined,
    ...fields,
    row: i + 1,
  }));
  return planOrganisations(read, before, () => `new-${++made}`);
};
const outcomes = ({ planned }: OrganisationPlan): Record<string, string> =>
  Object.fromEntries(planned.map(({ name, status }) => [name, status]));
const codes = ({ refused }: OrganisationPlan): (readonly [number, string])[] =>
  refused.map(({ row, reasons }) => [row, reasons[0]!.code]);

describe(planOrganisations.name, () => {
  it('knows an organisation by its IPA code, else by its name', () => {
    const before = [known('a', 'Comune A', { ipaCode: 'c_a' }), known('b', 'Comune B')];
    const result = plan(
      [{ name: 'Comune di A', ipa_code: 'c_a' }, { name: 'Comune B' }, { name: 'Comune C', ipa_code: 'c_c' }],
      before,
    );
    expect(outcomes(result)).toEqual({ 'Comune di A': 'changed', 'Comune B': 'unchanged', 'Comune C': 'created' });
    expect(result.planned.map(({ id }) => id)).toEqual(['a', 'b', 'new-1']);
  });

  it('finds parents in the file, in whatever order, and among those known', () => {
    const result = plan(
      [
        { name: 'Ufficio', parent_name: 'Settore' },
        { name: 'Settore', parent_ipa_code: 'cm' },
      ],
      [known('cm', 'Città metropolitana', { ipaCode: 'cm' })],
    );
    expect(result.planned.map(({ name, parentId }) => [name, parentId])).toEqual([
      ['Ufficio', 'new-2'],
      ['Settore', 'cm'],
    ]);
  });

  it('leaves a parent that is not spoken of, and takes away one that is blank', () => {
    const before = [known('p', 'P'), known('a', 'A', { parentId: 'p' }), known('b', 'B', { parentId: 'p' })];
    const { planned } = plan([{ name: 'A' }, { name: 'B', parent_name: null }], before);
    expect(planned.map(({ parentId, status }) => [parentId, status])).toEqual([
      ['p', 'unchanged'],
      [null, 'changed'],
    ]);
  });

  it('refuses the second row of one organisation, by name, by code and by what both mean', () => {
    const before = [known('a', 'Comune A', { ipaCode: 'c_a' })];
    const result = plan(
      [
        { name: 'X', ipa_code: 'x' },
        { name: 'X' },
        { name: 'Y', ipa_code: 'x' },
        { name: 'Comune A' },
        { name: 'Comune Alfa', ipa_code: 'c_a' },
      ],
      before,
    );
    expect(codes(result)).toEqual([2, 3, 5].map((row) => [row, 'row-duplicate-organisation']));
  });

  it('refuses a name that another one has, and a code other than the known one', () => {
    const before = [known('a', 'A', { ipaCode: 'a' }), known('b', 'B', { ipaCode: 'b' })];
    const result = plan(
      [
        { name: 'B', ipa_code: 'a' },
        { name: 'A', ipa_code: 'z' },
      ],
      before,
    );
    expect(codes(result)).toEqual([
      [1, 'row-name-taken'],
      [2, 'row-ipa-code-differs'],
    ]);
  });

  it('refuses parents that are unknown or two, and with a refused row those under it', () => {
    const result = plan(
      [
        { name: 'A', parent_name: 'Nobody' },
        { name: 'B', parent_name: 'A' },
        { name: 'C', parent_name: 'B' },
        { name: 'D', parent_name: 'P', parent_ipa_code: 'q' },
      ],
      [known('p', 'P'), known('q', 'Q', { ipaCode: 'q' })],
    );
    expect(result.planned).toEqual([]);
    expect(codes(result)).toEqual([
      [1, 'row-parent-unknown'],
      [4, 'row-parent-ambiguous'],
      [2, 'row-parent-refused'],
      [3, 'row-parent-refused'],
    ]);
  });

  it('refuses a circle, also one closed through what is known already', () => {
    const ring = plan([
      { name: 'A', parent_name: 'B' },
      { name: 'B', parent_name: 'A' },
      { name: 'C', parent_name: 'C' },
    ]);
    expect(codes(ring).map(([, code]) => code)).toEqual(Array(3).fill('row-parent-circle'));
    const before = [known('t', 'Top'), known('m', 'Middle', { parentId: 't' })];
    expect(codes(plan([{ name: 'Top', parent_name: 'Middle' }], before))).toEqual([[1, 'row-parent-circle']]);
  });

  it('turns a tree upside down in one file', () => {
    const before = [known('t', 'Top'), known('m', 'Middle', { parentId: 't' })];
    const result = plan(
      [
        { name: 'Top', parent_name: 'Middle' },
        { name: 'Middle', parent_name: null },
      ],
      before,
    );
    expect(outcomes(result)).toEqual({ Top: 'changed', Middle: 'changed' });
  });

  it('refuses a tower, and does not take long over a high one', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      name: `O${i}`,
      parent_name: i === 0 ? null : `O${i - 1}`,
    }));
    const { planned, refused } = plan(rows);
    expect(planned).toHaveLength(12);
    expect(refused).toHaveLength(9988);
  });
});
