import { DomainError } from '#libs/kernel';

export class MembershipNotFound extends DomainError {
  readonly code = 'membership-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such membership here');
  }
}

export class PersonNotFound extends DomainError {
  readonly code = 'person-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Nobody of that issuer and subject is known');
  }
}

export class AlreadyMember extends DomainError {
  readonly code = 'already-member';
  readonly kind = 'conflict';

  constructor() {
    super('The person has that role there already');
  }
}

export class RoleNotHeldThere extends DomainError {
  readonly code = 'role-not-held-there';
  readonly kind = 'unprocessable';

  constructor(role: string, span: 'network' | 'organisation' | 'hub') {
    super(`The role ${role} is not held over ${span === 'network' ? 'the whole network' : `one ${span}`}`);
  }
}

export class HubOfAnother extends DomainError {
  readonly code = 'hub-not-of-organisation';
  readonly kind = 'not-found';

  constructor() {
    super('The organisation has no such hub');
  }
}

/** An organisation without an administrator could be helped by the network alone. */
export class LastAdministrator extends DomainError {
  readonly code = 'last-administrator';
  readonly kind = 'conflict';

  constructor() {
    super('This is the last administrator: appoint another one first');
  }
}

export class InvitationNotFound extends DomainError {
  readonly code = 'invitation-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('The organisation has no such invitation');
  }
}

export class InvitationAccepted extends DomainError {
  readonly code = 'invitation-accepted';
  readonly kind = 'conflict';

  constructor() {
    super('The invitation was accepted already: take the role away from the member instead');
  }
}

/** One answer for every reason, so that nobody learns which links there are. */
export class InvitationNotValid extends DomainError {
  readonly code = 'invitation-not-valid';
  readonly kind = 'not-found';

  constructor() {
    super('The invitation is unknown, expired, withdrawn or used: ask for a new one');
  }
}
