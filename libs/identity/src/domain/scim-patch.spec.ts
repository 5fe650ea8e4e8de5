import fc from 'fast-check';
import { InvalidPath, InvalidValue, NoTarget } from './scim-errors.js';
import { applyPatch, type PatchOperation, type Resource } from './scim-patch.js';

const ROLE = 'urn:quindici:scim:Role';
const attributes = new Map(
  [
    ['userName', true],
    ['displayName', true],
    ['active', true],
    ['members', true],
    [ROLE, true],
    ['emails', false],
    ['name', false],
  ].map(([name, kept]) => [String(name).toLowerCase(), { name: String(name), kept: kept === true }]),
);
const patch = (resource: Resource, ...operations: readonly PatchOperation[]): Resource =>
  applyPatch(resource, operations, attributes);
const ada = { userName: 'ada', displayName: 'Ada', active: true };
const people = (...ids: readonly string[]): Resource => ({ members: ids.map((value) => ({ value })) });

describe(applyPatch.name, () => {
  it.each<[string, PatchOperation]>([
    ['by a path', { op: 'replace', path: 'active', value: false }],
    ['by a path in another case', { op: 'replace', path: 'ACTIVE', value: false }],
    [
      'by a path with the schema',
      { op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false },
    ],
    ['without a path', { op: 'replace', value: { active: false } }],
  ])('replaces an attribute %s', (_, operation) => {
    expect(patch(ada, operation)).toEqual({ ...ada, active: false });
  });

  it('passes over what is not kept, also where a filter would find nothing', () => {
    const operations: PatchOperation[] = [
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'a@example.org' },
      { op: 'add', path: 'name.givenName', value: 'Ada' },
      { op: 'add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'x' },
      { op: 'replace', value: { 'name.familyName': 'x', emails: [] } },
    ];
    expect(patch(ada, ...operations)).toEqual(ada);
  });

  it('adds members once, removes some, removes all', () => {
    const add = { op: 'add', path: 'members', value: [{ value: '2', display: 'x' }, { value: '3' }] } as const;
    expect(patch(people('1', '2'), add)).toEqual(people('1', '2', '3'));
    expect(patch(people('1', '2'), { op: 'remove', path: 'members[value eq "1"]' })).toEqual(people('2'));
    expect(patch(people('1', '2'), { op: 'remove', path: 'members', value: [{ value: '2' }] })).toEqual(people('1'));
    expect(patch(people('1', '2'), { op: 'remove', path: 'members' })).toEqual({});
    expect(patch(people('1'), { op: 'remove', path: 'members[value eq "9"]' })).toEqual(people('1'));
  });

  it('changes what a filter finds, and says when it finds nothing', () => {
    const display = (value: string): PatchOperation => ({
      op: 'replace',
      path: `members[value eq "${value}"].display`,
      value: 'Ada',
    });
    expect(patch(people('1', '2'), display('2'))).toEqual({
      members: [{ value: '1' }, { value: '2', display: 'Ada' }],
    });
    expect(() => patch(people('1'), display('2'))).toThrow(NoTarget);
  });

  it('reaches into an extension', () => {
    const group = { [ROLE]: { role: 'worker', hub: 'x' } };
    expect(patch(group, { op: 'replace', path: `${ROLE}:role`, value: 'auditor' })).toEqual({
      [ROLE]: { role: 'auditor', hub: 'x' },
    });
    expect(patch(group, { op: 'remove', path: `${ROLE}:hub` })).toEqual({ [ROLE]: { role: 'worker' } });
    expect(patch(group, { op: 'replace', value: { [ROLE]: { role: 'planner' } } })).toEqual({
      [ROLE]: { role: 'planner', hub: 'x' },
    });
  });

  it.each<[PatchOperation, new (message: string) => Error]>([
    [{ op: 'remove' }, NoTarget],
    [{ op: 'add', value: 'x' }, InvalidValue],
    [{ op: 'add', path: 'organisationId', value: 'x' }, InvalidPath],
    [{ op: 'add', value: { secretHash: 'x' } }, InvalidPath],
    [{ op: 'add', path: 'members[value eq', value: 'x' }, InvalidPath],
    [{ op: 'replace', path: 'members.display', value: 'x' }, InvalidPath],
    [{ op: 'replace', path: 'active' }, InvalidValue],
    [{ op: 'add', path: '__proto__.x', value: 'x' }, InvalidPath],
  ])('refuses %j', (operation, refusal) => {
    expect(() => patch({ ...ada, ...people('1') }, operation)).toThrow(refusal);
  });

  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.record({ op: fc.constantFrom('add', 'remove'), id });

  it('keeps members as a set, whatever is added and removed', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const expected = new Set<string>();
        const operations = steps.map(({ op, id: value }): PatchOperation => {
          if (op === 'add') expected.add(value);
          else expected.delete(value);
          return op === 'add'
            ? { op, path: 'members', value: [{ value }] }
            : { op: 'remove', path: `members[value eq "${value}"]` };
        });
        const { members } = patch({ members: [] }, ...operations) as { members: { value: string }[] };
        expect(members.map(({ value }) => value).toSorted()).toEqual([...expected].toSorted());
      }),
    );
  });

  it('does the same twice as once when it replaces, and leaves alone what it was given', () => {
    const value = fc.oneof(
      fc.record({ active: fc.boolean() }),
      fc.record({ displayName: fc.string(), members: fc.array(fc.record({ value: id })) }),
      fc.record({ [ROLE]: fc.record({ role: id, hub: id }, { requiredKeys: [] }) }),
    );
    fc.assert(
      fc.property(value, fc.array(fc.record({ value: id })), (replacement, members) => {
        const given = { ...ada, members };
        const before = structuredClone(given);
        const once = patch(given, { op: 'replace', value: replacement });
        expect(patch(once, { op: 'replace', value: replacement })).toEqual(once);
        expect(given).toEqual(before);
      }),
    );
  });
});
