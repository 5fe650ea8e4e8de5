import type { Role } from '#libs/contracts';
import type { ActorContext } from '#libs/platform';

/** Where a role holds: in one hub, in one organisation with all its hubs, or (both null) in the whole network. */
export interface Membership {
  readonly role: Role;
  readonly organisationId: string | null;
  readonly hubId: string | null;
}

/** The signed-in person on whose behalf a request is answered. */
export class Actor {
  /** For `UnitOfWork.run`: what row-level security sees. */
  readonly context: ActorContext;

  constructor(
    readonly personId: string,
    readonly displayName: string,
    readonly memberships: readonly Membership[],
    /** How the identity provider says it authenticated the person, as it says it */
    readonly acr: string | null = null,
  ) {
    this.context = { personId, system: false };
  }
}
