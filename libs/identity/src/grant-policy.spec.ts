import type { Role } from '#libs/contracts';
import { raises, requireGrant, requireSuccessor } from './grant-policy.js';
import { NotAllowed } from './identity-errors.js';
import { LastAdministrator, RoleNotHeldThere } from './membership-errors.js';
import type { Membership } from './policy.js';

const over = (role: Role, organisationId: string | null, hubId: string | null = null): Membership => ({
  role,
  organisationId,
  hubId,
});
const by = (...memberships: Membership[]) => ({ rights: { memberships }, personId: 'me' });
const admin = by(over('org_admin', 'a'));
const network = by(over('network_admin', null));

describe('Who may grant what', () => {
  it.each<Role>(['worker', 'service_operator', 'hub_manager', 'planner', 'org_admin', 'auditor'])(
    'lets an administrator make somebody else %s of the organisation',
    (role) => expect(() => requireGrant(admin, 'you', over(role, 'a'))).not.toThrow(),
  );

  it('lets an administrator give a role in one hub of the organisation', () => {
    expect(() => requireGrant(admin, 'you', over('hub_manager', 'a', 'h'))).not.toThrow();
  });

  it.each<Role>(['planner', 'auditor', 'network_admin'])('keeps %s of the network from an administrator', (role) => {
    expect(() => requireGrant(admin, 'you', over(role, null))).toThrow(NotAllowed);
    expect(() => requireGrant(network, 'you', over(role, null))).not.toThrow();
  });

  it.each([
    ['an administrator of another organisation', by(over('org_admin', 'b'))],
    ['a manager of the organisation', by(over('hub_manager', 'a'))],
    ['a manager of the hub', by(over('hub_manager', 'a', 'h'))],
    ['an auditor of the network', by(over('auditor', null))],
    ['a planner of the network', by(over('planner', null))],
    ['nobody in particular', by()],
    [
      'a machine of another organisation',
      {
        rights: { scopes: ['organisation.administer' as const], organisationId: 'b', hubId: null },
        personId: null,
      },
    ],
    [
      'a kiosk of a hub',
      {
        rights: { scopes: ['organisation.administer' as const], organisationId: 'a', hubId: 'h' },
        personId: null,
      },
    ],
  ])('lets %s grant nothing', (_, granter) => {
    expect(() => requireGrant(granter, 'you', over('worker', 'a'))).toThrow(NotAllowed);
  });

  it.each<[Role, Parameters<typeof over>[1], Parameters<typeof over>[2]]>([
    ['org_admin', 'a', 'h'],
    ['worker', 'a', 'h'],
    ['auditor', 'a', 'h'],
    ['planner', 'a', 'h'],
    ['network_admin', 'a', null],
    ['org_admin', null, null],
    ['hub_manager', null, null],
  ])('knows no %s over %s, %s', (role, organisationId, hubId) => {
    expect(() => requireGrant(network, 'you', over(role, organisationId, hubId))).toThrow(RoleNotHeldThere);
  });
});

describe('Raising oneself', () => {
  it.each<Role>(['auditor', 'planner'])('is refused to an administrator who wants to be %s', (role) => {
    expect(() => requireGrant(admin, 'me', over(role, 'a'))).toThrow(NotAllowed);
  });

  it.each([over('hub_manager', 'a'), over('hub_manager', 'a', 'h'), over('worker', 'a'), over('org_admin', 'a')])(
    'is none where the right is held already: %j',
    (membership) => expect(() => requireGrant(admin, 'me', membership)).not.toThrow(),
  );

  it('is seen in every right, and in every place', () => {
    expect(raises({ memberships: [over('hub_manager', 'a', 'h')] }, over('hub_manager', 'a', 'g'))).toBe(true);
    expect(raises({ memberships: [over('hub_manager', 'a', 'h')] }, over('hub_manager', 'a'))).toBe(true);
    expect(raises({ memberships: [over('org_admin', 'a')] }, over('hub_manager', 'b', 'h'))).toBe(true);
    expect(raises({ memberships: [over('org_admin', 'a')] }, over('network_admin', null))).toBe(true);
    expect(raises({ memberships: [over('network_admin', null)] }, over('auditor', 'a'))).toBe(false);
  });
});

describe('The last administrator', () => {
  it('does not leave an organisation to nobody', () => {
    expect(() => requireSuccessor(admin.rights, over('org_admin', 'a'), 0)).toThrow(LastAdministrator);
    expect(() => requireSuccessor(admin.rights, over('org_admin', 'a'), 1)).not.toThrow();
    expect(() => requireSuccessor(admin.rights, over('hub_manager', 'a'), 0)).not.toThrow();
  });

  it('may be taken away by the network', () => {
    expect(() => requireSuccessor(network.rights, over('org_admin', 'a'), 0)).not.toThrow();
  });

  it('of the network itself stays', () => {
    expect(() => requireSuccessor(network.rights, over('network_admin', null), 0)).toThrow(LastAdministrator);
    expect(() => requireSuccessor(network.rights, over('network_admin', null), 1)).not.toThrow();
  });
});
