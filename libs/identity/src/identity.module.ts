import { Module } from '@nestjs/common';
import { AuditTrail } from './audit/audit-trail.js';
import { DemoClient } from './demo/demo-client.js';
import { DemoMembershipRepository } from './demo/demo-membership.repository.js';
import { ProviderSettingsReader } from './oidc/provider-settings.js';
import { RelyingParty } from './oidc/relying-party.js';
import { AuditEntryRepository } from './persistence/audit-entry.repository.js';
import { InvitationService } from './invitation.service.js';
import { MembershipService } from './membership.service.js';
import { OperatorGrants } from './operator-grants.service.js';
import { OrganisationService } from './organisation.service.js';
import { InvitationRepository } from './persistence/invitation.repository.js';
import { MembershipRepository } from './persistence/membership.repository.js';
import { OrganisationRepository } from './persistence/organisation.repository.js';
import { PersonRepository } from './persistence/person.repository.js';
import { SessionRepository } from './persistence/session.repository.js';
import { SignInAttemptRepository } from './persistence/sign-in-attempt.repository.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

@Module({
  providers: [
    AuditEntryRepository,
    AuditTrail,
    DemoClient,
    DemoMembershipRepository,
    PersonRepository,
    ProviderSettingsReader,
    RelyingParty,
    SessionRepository,
    SessionService,
    SignInAttemptRepository,
    SignInService,
    InvitationRepository,
    InvitationService,
    MembershipRepository,
    MembershipService,
    OperatorGrants,
    OrganisationRepository,
    OrganisationService,
  ],
  exports: [
    AuditTrail,
    DemoClient,
    SessionService,
    SignInService,
    InvitationService,
    MembershipService,
    OperatorGrants,
    OrganisationService,
  ],
})
export class IdentityModule {}
