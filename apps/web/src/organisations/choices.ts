import type { TFunction } from 'i18next';
import type { Asset, Capability, InvitedRole, MachineScope, OrganisationKind, Role } from '#libs/contracts';
import type { Choice } from '../ui/form.js';

export const organisationKinds: readonly OrganisationKind[] = [
  'municipality',
  'metropolitan_city',
  'library',
  'school',
  'job_centre',
  'training_body',
  'coworking',
  'employer',
  'public_body',
];
export const invitedRoles: readonly InvitedRole[] = [
  'worker',
  'service_operator',
  'hub_manager',
  'planner',
  'org_admin',
  'auditor',
];
export const assetKinds: readonly Asset['kind'][] = [
  'library',
  'school',
  'civic_centre',
  'office',
  'reclaimed',
  'other',
];
export const machineScopes: readonly MachineScope[] = [
  'hub.display',
  'hub.watch',
  'hub.manage',
  'organisation.administer',
  'organisation.audit',
  'people.provision',
] satisfies readonly Capability[];

const rolesInHub: ReadonlySet<Role> = new Set<Role>(['service_operator', 'hub_manager']);
export const holdsInHub = (role: Role): boolean => rolesInHub.has(role);

export const kindChoices = (t: TFunction): readonly Choice[] =>
  organisationKinds.map((value) => ({ value, label: t(`organisationKind.${value}`) }));

export const roleChoices = (t: TFunction): readonly Choice[] =>
  invitedRoles.map((value) => ({ value, label: t(`role.${value}`) }));
