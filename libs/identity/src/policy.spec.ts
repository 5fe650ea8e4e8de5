import type { Capability } from '#libs/contracts';
import { Actor, Machine } from './actor.js';
import { NotAllowed, NotSignedIn } from './identity-errors.js';
import {
  isStaff,
  mayAnywhere,
  mayInHub,
  mayInNetwork,
  mayInOrganisation,
  type Membership,
  reachOf,
  requireBook,
  requireInHub,
  requireInNetwork,
  requireInOrganisation,
} from './policy.js';

const hub = { hubId: 'hub-1', organisationId: 'org-1' };
const neighbour = { hubId: 'hub-2', organisationId: 'org-1' };
const foreign = { hubId: 'hub-3', organisationId: 'org-2' };

const actor = (...memberships: readonly Membership[]): Actor => new Actor('person', 'Somebody', memberships);
const machine = (hubId: string | null, ...scopes: readonly Capability[]): Machine =>
  new Machine('machine', 'machine', 'org-1', hubId, scopes);
const of = (role: Membership['role'], organisationId: string | null, hubId: string | null = null): Membership => ({
  role,
  organisationId,
  hubId,
});

describe(mayInHub.name, () => {
  it.each([
    ['the manager of the hub', of('hub_manager', 'org-1', 'hub-1'), [true, false, false]],
    ['a manager of the organisation', of('hub_manager', 'org-1'), [true, true, false]],
    ['the administrator of the organisation', of('org_admin', 'org-1'), [true, true, false]],
    ['an administrator of the network', of('network_admin', null), [true, true, true]],
    [
      'an administrator of the network, written for one organisation',
      of('network_admin', 'org-1'),
      [false, false, false],
    ],
    [
      'an administrator of an organisation, written for one hub',
      of('org_admin', 'org-1', 'hub-1'),
      [false, false, false],
    ],
    ['a manager of nothing in particular', of('hub_manager', null), [false, false, false]],
    ['a worker of the organisation', of('worker', 'org-1'), [false, false, false]],
    ['a service operator', of('service_operator', 'org-1'), [false, false, false]],
    ['a planner', of('planner', null), [false, false, false]],
    ['an auditor', of('auditor', 'org-1'), [false, false, false]],
  ] as const)('lets %s manage', (_, membership, expected) => {
    const someone = actor(membership);
    expect([hub, neighbour, foreign].map((scope) => mayInHub(someone, 'hub.manage', scope))).toEqual(expected);
  });

  it('gives nothing to somebody without a role', () => {
    expect(mayInHub(actor(), 'hub.watch', hub)).toBe(false);
    expect(() => requireInHub(actor(), 'hub.watch', hub)).toThrow(NotAllowed);
  });

  it('lets a machine do what its scopes name, where its token holds', () => {
    const scoped = machine(null, 'hub.watch');
    expect([hub, neighbour, foreign].map((each) => mayInHub(scoped, 'hub.watch', each))).toEqual([true, true, false]);
    expect(mayInHub(scoped, 'hub.manage', hub)).toBe(false);
    const kiosk = machine('hub-1', 'hub.display', 'organisation.audit', 'network.administer');
    expect([hub, neighbour].map((each) => mayInHub(kiosk, 'hub.display', each))).toEqual([true, false]);
    expect(mayAnywhere(kiosk, 'organisation.audit')).toBe(false);
    expect(mayAnywhere(kiosk, 'network.administer')).toBe(false);
  });
});

describe(mayInOrganisation.name, () => {
  it('keeps an organisation to its own administrators', () => {
    const admin = actor(of('org_admin', 'org-1'));
    expect(['org-1', 'org-2'].map((id) => mayInOrganisation(admin, 'organisation.administer', id))).toEqual([
      true,
      false,
    ]);
    expect(() => requireInOrganisation(actor(of('hub_manager', 'org-1')), 'organisation.administer', 'org-1')).toThrow(
      NotAllowed,
    );
  });

  it('gives no right over an organisation by a role in one of its hubs', () => {
    expect(reachOf(actor(of('hub_manager', 'org-1', 'hub-1')), 'organisation.administer').organisationIds).toEqual([]);
  });

  it('keeps the audit from those who administer, and the administration from those who audit', () => {
    expect(mayInOrganisation(actor(of('org_admin', 'org-1')), 'organisation.audit', 'org-1')).toBe(false);
    expect(mayInOrganisation(actor(of('auditor', 'org-1')), 'organisation.administer', 'org-1')).toBe(false);
    expect(mayInOrganisation(actor(of('auditor', null)), 'organisation.audit', 'org-1')).toBe(true);
  });
});

describe(reachOf.name, () => {
  it('agrees with what is judged one by one', () => {
    const someone = actor(
      of('hub_manager', 'org-2'),
      of('hub_manager', 'org-1', 'hub-1'),
      of('org_admin', null, 'hub-2'),
    );
    expect(reachOf(someone, 'hub.watch')).toEqual({ everywhere: false, organisationIds: ['org-2'], hubIds: ['hub-1'] });
    expect([hub, neighbour, foreign].map((each) => mayInHub(someone, 'hub.watch', each))).toEqual([true, false, true]);
  });
});

describe(mayInNetwork.name, () => {
  it('lets planners of any body and network administrators see the network', () => {
    expect(mayInNetwork(actor(of('planner', 'org-1')), 'network.plan')).toBe(true);
    expect(mayInNetwork(actor(of('network_admin', null)), 'network.plan')).toBe(true);
    const staff = actor(of('hub_manager', 'org-1'), of('org_admin', 'org-1'));
    expect(() => requireInNetwork(staff, 'network.plan')).toThrow(NotAllowed);
  });

  it('lets nobody but its administrators change it', () => {
    expect(mayInNetwork(actor(of('network_admin', null)), 'network.administer')).toBe(true);
    expect(mayInNetwork(actor(of('network_admin', 'org-1'), of('planner', null)), 'network.administer')).toBe(false);
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
