export { Actor, type Caller, Machine, type SignedIn } from './actor.js';
export { AuditModule } from './audit/audit.module.js';
export { AuditSealer } from './audit/audit-sealer.js';
export { AuditService, MOST_EXPORTED, TooManyEntries } from './audit/audit.service.js';
export { AuditTrail, type AuditFact, NETWORK } from './audit/audit-trail.js';
export { type RefusedAttempt, RefusalTrail } from './audit/refusal-trail.js';
export {
  AUDIT_KEPT,
  type AuditHead,
  type AuditVerification,
  AuditVerifier,
  headOf,
  type KeptHead,
} from './audit/audit-verifier.js';
export { DemoClient } from './demo/demo-client.js';
export { assertDemoAllowed, DemoRefused } from './demo/demo-gate.js';
export { isAtLeast } from './domain/assurance.js';
export { isReturnPath } from './domain/return-path.js';
export {
  AssuranceTooLow,
  IdentityProviderUnavailable,
  LogoutTokenRefused,
  NotAllowed,
  NotSignedIn,
  ReturnPathRefused,
  SessionNotFound,
  SignInExpired,
  SignInNotConfigured,
  SignInRefused,
} from './identity-errors.js';
export { IdentityModule } from './identity.module.js';
export { project } from './domain/scim-projection.js';
export { ScimGroupService } from './scim/scim-group.service.js';
export { ScimUserService } from './scim/scim-user.service.js';
export { MOST_LISTED } from './scim/slice-of.js';
export { BearerService } from './machines/bearer.service.js';
export {
  InvalidClient,
  InvalidScope,
  InvalidToken,
  InvalidTokenRequest,
  MachineNameTaken,
  MachineNotFound,
  MachineRevoked,
  ScopeNotGrantable,
  ScopesDoNotFit,
  TwoCredentials,
  UnauthorizedClient,
  UnsupportedGrant,
} from './machines/machine-errors.js';
export { MachineService } from './machines/machine.service.js';
export { type ClientCredentials, TokenService } from './machines/token.service.js';
export {
  type HubScope,
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
export { ProviderLogoutService } from './provider-logout.service.js';
export { AuditEntryRepository, type AuditFilter } from './persistence/audit-entry.repository.js';
export { type PersonContact, PersonContactRepository } from './persistence/person-contact.repository.js';
export { AuditSealRepository } from './persistence/audit-seal.repository.js';
export { type EndReason, type ResumedSession, SessionService } from './session.service.js';
export { IdentityPersonalData } from './privacy/identity-personal-data.js';
export { IdentityRetention } from './privacy/identity-retention.js';
export { MyDataService } from './privacy/my-data.service.js';
export { PERSONAL_DATA, PERSONAL_DATA_THAT_STAYS, type PersonalDataPart } from './privacy/personal-data.js';
export { IdentityUpkeepModule } from './upkeep.module.js';
export { type BegunSignIn, type FinishedSignIn, SignInService } from './sign-in.service.js';
export { InvitationService } from './invitation.service.js';
export { MembershipService } from './membership.service.js';
export { type OperatorGrant, type OperatorGranted, OperatorGrants } from './operator-grants.service.js';
export { OrganisationImport } from './organisation-import/organisation-import.service.js';
export { OrganisationService } from './organisation.service.js';
export {
  IpaCodeTaken,
  OrganisationAboveItself,
  OrganisationNameTaken,
  OrganisationNotFound,
  ParentNotFound,
} from './organisation-errors.js';
export {
  AlreadyMember,
  HubOfAnother,
  InvitationAccepted,
  InvitationNotFound,
  InvitationNotValid,
  LastAdministrator,
  MembershipNotFound,
  PersonNotFound,
  RoleNotHeldThere,
} from './membership-errors.js';
export { hashOf, newSecret } from './secret.js';
