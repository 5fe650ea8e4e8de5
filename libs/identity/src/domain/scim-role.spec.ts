import { InvalidValue } from './scim-errors.js';
import { roleOfGroup } from './scim-role.js';

describe(roleOfGroup.name, () => {
  it.each([
    ['worker', { role: 'worker', hub: null }],
    ['Org_Admin', { role: 'org_admin', hub: null }],
    ['hub_manager', { role: 'hub_manager', hub: null }],
    ['hub_manager@biblioteca-x', { role: 'hub_manager', hub: 'biblioteca-x' }],
    ['service_operator @ a@b', { role: 'service_operator', hub: 'a@b' }],
  ])('reads the name %s', (name, expected) => {
    expect(roleOfGroup(name)).toEqual(expected);
  });

  it('believes what the group says over its name', () => {
    expect(roleOfGroup('Staff of the library', { role: 'hub_manager', hub: 'x' })).toEqual({
      role: 'hub_manager',
      hub: 'x',
    });
    expect(roleOfGroup('org_admin', { role: 'worker', hub: null })).toEqual({ role: 'worker', hub: null });
  });

  it.each([
    'network_admin',
    'network_admin@x',
    'Everybody',
    '',
    'worker@x',
    'org_admin@x',
    'hub_manager@',
    'hub_manager@ ',
  ])('gives no role for %j', (name) => {
    expect(() => roleOfGroup(name)).toThrow(InvalidValue);
  });

  it('gives no role of the network to a group that says so', () => {
    expect(() => roleOfGroup('worker', { role: 'network_admin' })).toThrow(InvalidValue);
  });
});
