import type { AppConfig, Hub } from '#libs/contracts';

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
export type SignInChoice = 'spid' | 'cie';
export const signInChoices = (config: AppConfig | undefined): readonly SignInChoice[] =>
  (config as { signIn?: readonly SignInChoice[] } | undefined)?.signIn ?? [];
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
