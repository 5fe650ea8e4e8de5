import { Actor, type Membership } from './actor.js';
import { NotAllowed, NotSignedIn } from './identity-errors.js';
import { isStaff, managedScope, mayManageHub, mayPlan, requireBook, requireManageHub, requirePlan } from './policy.js';

const hub = { hubId: 'hub-1', organisationId: 'org-1' };
const neighbour = { hubId: 'hub-2', organisationId: 'org-1' };
const foreign = { hubId: 'hub-3', organisationId: 'org-2' };

const actor = (...memberships: readonly Membership[]): Actor => new Actor('person', 'Somebody', memberships);
const of = (role: Membership['role'], organisationId: string | null, hubId: string | null = null): Membership => ({
  role,
  organisationId,
  hubId,
});

describe(mayManageHub.name, () => {
  it.each([
    ['the manager of the hub', of('hub_manager', null, 'hub-1'), [true, false, false]],
    [
      'the manager of the hub, bound to its organisation too',
      of('hub_manager', 'org-1', 'hub-1'),
      [true, false, false],
    ],
    ['a manager of the organisation', of('hub_manager', 'org-1'), [true, true, false]],
    ['the administrator of the organisation', of('org_admin', 'org-1'), [true, true, false]],
    ['an administrator of the network', of('network_admin', null), [true, true, true]],
    [
      'an administrator of the network, written for one organisation',
      of('network_admin', 'org-1'),
      [false, false, false],
    ],
    ['a manager of nothing in particular', of('hub_manager', null), [false, false, false]],
    ['a worker of the organisation', of('worker', 'org-1'), [false, false, false]],
    ['a planner', of('planner', null), [false, false, false]],
    ['an auditor', of('auditor', 'org-1'), [false, false, false]],
  ] as const)('%s', (_, membership, expected) => {
    const someone = actor(membership);
    expect([hub, neighbour, foreign].map((scope) => mayManageHub(someone, scope))).toEqual(expected);
  });

  it('gives nothing to somebody without a role', () => {
    expect(mayManageHub(actor(), hub)).toBe(false);
    expect(() => requireManageHub(actor(), hub)).toThrow(NotAllowed);
  });

  it('agrees with the scope that lists are cut by', () => {
    const memberships = [
      of('hub_manager', 'org-2'),
      of('hub_manager', 'org-1', 'hub-1'),
      of('org_admin', null, 'hub-2'),
    ];
    const someone = actor(...memberships);
    const scope = managedScope(someone);
    expect(scope).toEqual({ all: false, organisationIds: ['org-2'], hubIds: ['hub-1'] });
    expect([hub, neighbour, foreign].map((each) => mayManageHub(someone, each))).toEqual([true, false, true]);
    expect(managedScope(actor(of('network_admin', null)))).toEqual({ all: true });
  });
});

describe(mayPlan.name, () => {
  it('lets planners of any body and network administrators see the network', () => {
    expect(mayPlan(actor(of('planner', 'org-1')))).toBe(true);
    expect(mayPlan(actor(of('network_admin', null)))).toBe(true);
    expect(() => requirePlan(actor(of('hub_manager', 'org-1'), of('org_admin', 'org-1')))).toThrow(NotAllowed);
  });
});

describe(requireBook.name, () => {
  it('asks for a sign-in and for nothing more', () => {
    expect(() => requireBook(null)).toThrow(NotSignedIn);
    expect(() => requireBook(actor())).not.toThrow();
  });
});

describe(isStaff.name, () => {
  it('means any role beyond that of a worker', () => {
    expect(isStaff([])).toBe(false);
    expect(isStaff([of('worker', 'org-1')])).toBe(false);
    expect(isStaff([of('worker', 'org-1'), of('auditor', null)])).toBe(true);
  });
});
