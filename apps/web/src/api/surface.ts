import type { Hub } from '#libs/contracts';

export interface Privacy {
  readonly retention: readonly {
    readonly id: string;
    readonly data: string;
    readonly keptFor: string | null;
    readonly basis: string;
    readonly lastRunAt: string | null;
    readonly removed: number | null;
  }[];
}
export type { Hub };

export type {
  MachineAnswer as Machine,
  MachinePage,
  MachineSecret,
  MachineScope,
  AuditItem,
  AuditPage,
  AuditVerificationAnswer,
  AgreedWindow,
  Asset,
  AssetList,
  Agreement,
  AgreementList,
  OrganisationHubs,
  ImportReport,
  MySession,
  MySessions,
  OrganisationKind,
  Organisation,
  OrganisationPage,
  MyOrganisations,
  Member,
  MemberPage,
  Invitation,
  InvitationPage,
  MadeInvitation,
  InvitationOffer,
  InvitedRole,
} from '#libs/contracts';
