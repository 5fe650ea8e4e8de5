import type { Assurance, Capability } from '#libs/contracts';
import type { ActorContext, Principal } from '#libs/platform';
import { type MachineRights, type Membership, type PersonRights, reachOf, type Rights } from './policy.js';

/** The session behind a request, as far as rules ask for it. */
export interface SignedIn {
  readonly sessionId: string | null;
  /** How the identity provider says it authenticated the person, as it says it */
  readonly acr: string | null;
  readonly assurance: Assurance;
}

const UNKNOWN: SignedIn = { sessionId: null, acr: null, assurance: 'none' };

/** The signed-in person on whose behalf a request is answered. */
export class Actor implements PersonRights {
  /** For `UnitOfWork.run`: what row-level security sees. */
  readonly context: ActorContext;

  constructor(
    readonly personId: string,
    readonly displayName: string,
    readonly memberships: readonly Membership[],
    readonly session: SignedIn = UNKNOWN,
  ) {
    this.context = contextOf(this, { kind: 'person', id: personId }, personId);
  }
}

/** A program or a kiosk that calls with a token of its organisation: it may what its scopes name, there and nowhere else. */
export class Machine implements MachineRights {
  readonly context: ActorContext;

  constructor(
    readonly id: string,
    readonly kind: 'machine' | 'kiosk',
    readonly organisationId: string,
    /** Null: all hubs of the organisation */
    readonly hubId: string | null,
    readonly scopes: readonly Capability[],
    /** The person whom its secret was told; null: they are gone */
    readonly keeperId: string | null = null,
  ) {
    this.context = contextOf(this, { kind, id }, null);
  }
}

/** Whoever calls and is known. */
export type Caller = Actor | Machine;

const contextOf = (caller: Rights, principal: Principal, personId: string | null): ActorContext => ({
  principal,
  personId,
  system: false,
  manages: reachOf(caller, 'hub.manage'),
  administers: reachOf(caller, 'organisation.administer'),
  audits: reachOf(caller, 'organisation.audit'),
  provisions: reachOf(caller, 'people.provision'),
});
