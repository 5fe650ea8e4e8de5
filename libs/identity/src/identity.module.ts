import { Module } from '@nestjs/common';
import { RefusalTrail } from './audit/refusal-trail.js';
import { AuditModule } from './audit/audit.module.js';
import { DemoClient } from './demo/demo-client.js';
import { DemoMembershipRepository } from './demo/demo-membership.repository.js';
import { OutsideRoles } from './groups/outside-roles.service.js';
import { LogoutTokens } from './oidc/logout-tokens.js';
import { ProviderConnection } from './oidc/provider-connection.js';
import { BearerService } from './machines/bearer.service.js';
import { MachineService } from './machines/machine.service.js';
import { RefusalLog } from './machines/refusal-log.js';
import { TokenService } from './machines/token.service.js';
import { ProviderSettingsReader } from './oidc/provider-settings.js';
import { RelyingParty } from './oidc/relying-party.js';
import { AccessTokenRepository } from './persistence/access-token.repository.js';
import { InvitationService } from './invitation.service.js';
import { MembershipService } from './membership.service.js';
import { OperatorGrants } from './operator-grants.service.js';
import { OrganisationService } from './organisation.service.js';
import { InvitationRepository } from './persistence/invitation.repository.js';
import { MembershipRepository } from './persistence/membership.repository.js';
import { OrganisationImport } from './organisation-import/organisation-import.service.js';
import { OrganisationImportRepository } from './persistence/organisation-import.repository.js';
import { OrganisationRepository } from './persistence/organisation.repository.js';
import { LogoutTokenRepository } from './persistence/logout-token.repository.js';
import { MachineRepository } from './persistence/machine.repository.js';
import { PersonalDataRepository } from './persistence/personal-data.repository.js';
import { PersonContactRepository } from './persistence/person-contact.repository.js';
import { PersonRepository } from './persistence/person.repository.js';
import { ProvisionedRoleRepository } from './persistence/provisioned-role.repository.js';
import { ScimGroupRepository } from './persistence/scim-group.repository.js';
import { ScimUserRepository } from './persistence/scim-user.repository.js';
import { ScopeRepository } from './persistence/scope.repository.js';
import { SessionRepository } from './persistence/session.repository.js';
import { SignInAttemptRepository } from './persistence/sign-in-attempt.repository.js';
import { SourcedMembershipRepository } from './persistence/sourced-membership.repository.js';
import { IdentityPersonalData } from './privacy/identity-personal-data.js';
import { ProviderLogoutService } from './provider-logout.service.js';
import { ProvisionedRoles } from './scim/provisioned-roles.service.js';
import { ScimGroupService } from './scim/scim-group.service.js';
import { ScimUserService } from './scim/scim-user.service.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

@Module({
  imports: [AuditModule],
  providers: [
    AccessTokenRepository,
    BearerService,
    DemoClient,
    DemoMembershipRepository,
    IdentityPersonalData,
    LogoutTokenRepository,
    LogoutTokens,
    OutsideRoles,
    MachineRepository,
    MachineService,
    PersonalDataRepository,
    PersonContactRepository,
    PersonRepository,
    ProviderConnection,
    ProviderLogoutService,
    ProviderSettingsReader,
    RefusalTrail,
    RefusalLog,
    RelyingParty,
    ScopeRepository,
    SessionRepository,
    SessionService,
    SignInAttemptRepository,
    SignInService,
    InvitationRepository,
    InvitationService,
    MembershipRepository,
    MembershipService,
    OperatorGrants,
    OrganisationImport,
    OrganisationImportRepository,
    OrganisationRepository,
    OrganisationService,
    SourcedMembershipRepository,
    TokenService,
    ProvisionedRoleRepository,
    ProvisionedRoles,
    ScimGroupRepository,
    ScimGroupService,
    ScimUserRepository,
    ScimUserService,
  ],
  exports: [
    AuditModule,
    BearerService,
    MachineService,
    ScimGroupService,
    ScimUserService,
    TokenService,
    DemoClient,
    IdentityPersonalData,
    PersonRepository,
    ProviderLogoutService,
    RefusalTrail,
    SessionService,
    SignInService,
    InvitationService,
    MembershipService,
    OperatorGrants,
    OrganisationImport,
    OrganisationService,
  ],
})
export class IdentityModule {}
