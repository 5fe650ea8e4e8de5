import type { Capability } from '#libs/contracts';

export const roleNames = [
  'nobody',
  'worker',
  'operator',
  'hubManager',
  'manager',
  'planner',
  'admin',
  'auditor',
  'machine',
  'kiosk',
  'network',
] as const;
export type RoleName = (typeof roleNames)[number];

/** The hub and the organisation that the role is held in; another hub of it; another organisation. */
export const places = ['own', 'neighbour', 'foreign'] as const;
export type Place = (typeof places)[number];

export type Rule = 'public' | 'anyone' | 'person' | Capability;

const HOME: readonly Place[] = ['own', 'neighbour'];

/** Written out by hand, and not taken from the policy: what each role may do, and where. What is not here is refused. */
const MAY: Readonly<Record<Capability, Readonly<Partial<Record<RoleName, readonly Place[]>>>>> = {
  'hub.display': {
    operator: HOME,
    hubManager: ['own'],
    manager: HOME,
    admin: HOME,
    machine: HOME,
    kiosk: ['own'],
    network: places,
  },
  'hub.watch': { hubManager: ['own'], manager: HOME, admin: HOME, machine: HOME, network: places },
  'hub.manage': { hubManager: ['own'], manager: HOME, admin: HOME, machine: HOME, network: places },
  'organisation.administer': { admin: HOME, network: places },
  'organisation.audit': { auditor: HOME, machine: HOME, network: places },
  'people.provision': { machine: HOME },
  'network.plan': { planner: places, network: places },
  'network.administer': { network: places },
};

/** The scopes of the machine of the matrix: all that a token can be given. */
export const MACHINE_SCOPES: readonly Capability[] = [
  'hub.display',
  'hub.watch',
  'hub.manage',
  'organisation.audit',
  'people.provision',
];

/**
 * @param place null where the route names neither hub nor organisation
 * @param overAll it is about all hubs of an organisation: who runs one of them has no say
 */
export function isAllowed(rule: Rule, role: RoleName, place: Place | null, overAll = false): boolean {
  if (overAll && rule === 'hub.manage' && role === 'hubManager') return false;
  if (rule === 'public' || rule === 'anyone') return true;
  if (rule === 'person') return !['nobody', 'machine', 'kiosk'].includes(role);
  const where = MAY[rule][role] ?? [];
  return place === null ? where.length > 0 : where.includes(place);
}

/** Whether the role has a right over anything private of that organisation, so that its answers may name it. */
export function mayKnow(role: RoleName, place: Place): boolean {
  if (role === 'network') return true;
  return place !== 'foreign' && ['hubManager', 'manager', 'admin', 'auditor', 'machine'].includes(role);
}
