import type { GroupRole } from '#libs/platform';
import { rolesOf } from './group-roles.js';

const rule = (group: string, role: GroupRole['role']): GroupRole => ({ group, role, organisation: 'a', hub: null });
const rules = [rule('/staff', 'hub_manager'), rule('/staff', 'service_operator'), rule('/audit', 'auditor')];

describe(rolesOf.name, () => {
  it('gives all that is said of a group', () => {
    expect(rolesOf(['/staff', '/others'], rules)).toEqual(rules.slice(0, 2));
    expect(rolesOf('/audit', rules)).toEqual(rules.slice(2));
  });

  it.each([
    [undefined],
    [null],
    [[]],
    [['staff', '/STAFF', '/staff/', '/staff/sub']],
    [{ '/staff': true }],
    [['/s']],
    [0],
  ])('gives nothing for %j', (claim) => expect(rolesOf(claim, rules)).toEqual([]));
});
