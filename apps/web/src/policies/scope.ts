import type { TFunction } from 'i18next';
import type { Audience, BookableKind, Hub, OrganisationHubs, Policy } from '#libs/contracts';

/** For what part of an organisation's hubs a layer speaks. */
export type Scope = Pick<Policy, 'hubId' | 'spaceId' | 'kind' | 'audience'>;

export interface Places {
  readonly hubs: OrganisationHubs['items'];
  /** those of which the spaces are known */
  readonly details: ReadonlyMap<string, Hub>;
}

export const audiences: readonly Audience[] = [
  'members',
  'worker',
  'service_operator',
  'hub_manager',
  'planner',
  'org_admin',
  'network_admin',
  'auditor',
];
export const kinds: readonly BookableKind[] = ['desk', 'room', 'counter', 'childcare_place', 'locker', 'seat'];

export const sameScope = (a: Scope, b: Scope): boolean =>
  a.hubId === b.hubId && a.spaceId === b.spaceId && a.kind === b.kind && a.audience === b.audience;

/** `Biblioteca, Sala B · Scrivanie · solo chi fa parte dell’organizzazione` */
export function scopeText({ hubId, spaceId, kind, audience }: Scope, { hubs, details }: Places, t: TFunction): string {
  const hub = hubId === null ? t('policies.allHubs') : (hubs.find(({ id }) => id === hubId)?.name ?? '…');
  const space = details.get(hubId ?? '')?.spaces.find(({ id }) => id === spaceId)?.name;
  const where = spaceId === null ? hub : `${hub}, ${space ?? '…'}`;
  const parts = [
    where,
    ...(kind === null ? [] : [t(`manage.bookable.${kind}`)]),
    ...(audience === null ? [] : [t('policies.only', { audience: t(`policies.audience.${audience}`) })]),
  ];
  return parts.join(' · ');
}

/** Whether a layer has a say in what was asked: a hub, a kind, perhaps a space, an audience. */
export function concerns(scope: Scope, asked: Scope): boolean {
  const { hubId, spaceId, kind, audience } = scope;
  const heard = asked.audience === null ? [] : ['members', asked.audience];
  return (
    (hubId === null || hubId === asked.hubId) &&
    (spaceId === null || spaceId === asked.spaceId) &&
    (kind === null || kind === asked.kind) &&
    (audience === null || heard.includes(audience))
  );
}
