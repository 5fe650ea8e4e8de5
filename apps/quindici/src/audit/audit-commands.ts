import type { INestApplicationContext } from '@nestjs/common';
import { AuditSealRepository, AuditVerifier, headOf, type KeptHead } from '#libs/identity';
import { SYSTEM, UnitOfWork } from '#libs/platform';

/** The head of one chain, as it is printed and may be kept elsewhere. */
export interface PrintedHead extends KeptHead {
  readonly sealedAt: string;
}

export interface VerifyAuditArgs {
  /** All of them where none is named */
  readonly organisation?: string;
  /** Heads that were kept elsewhere */
  readonly kept: readonly KeptHead[];
}

export interface VerifiedAudit {
  readonly organisationId: string;
  readonly entries: number;
  readonly sealed: number;
  readonly seals: number;
  /** What is wrong, in words; null: nothing is */
  readonly fault: string | null;
}

/** The last seal of each chain. Kept where who owns the database can not write, it shows a chain that was made anew. */
export async function auditHeads(services: INestApplicationContext): Promise<readonly PrintedHead[]> {
  const seals = services.get(AuditSealRepository, { strict: false });
  const heads = await services.get(UnitOfWork, { strict: false }).run(SYSTEM, (tx) => seals.heads(tx));
  return heads.map((seal) => {
    const { number, hash, sealedAt } = headOf(seal);
    return { organisationId: seal.told.organisationId, number, hash, sealedAt: sealedAt.toString() };
  });
}

export async function verifyAudit(
  services: INestApplicationContext,
  { organisation, kept }: VerifyAuditArgs,
): Promise<readonly VerifiedAudit[]> {
  const verifier = services.get(AuditVerifier, { strict: false });
  const seals = services.get(AuditSealRepository, { strict: false });
  const all = await services.get(UnitOfWork, { strict: false }).run(SYSTEM, (tx) => seals.organisations(tx));
  const audited = new Set([...all, ...kept.map(({ organisationId }) => organisationId)]);
  const asked = organisation === undefined ? [...audited] : [organisation.toLowerCase()];
  const verified: VerifiedAudit[] = [];
  for (const organisationId of asked) {
    const { brokenAt, entries, sealed, seals: count } = await verifier.verify(SYSTEM, organisationId);
    const fault = brokenAt === null ? await madeAnew(verifier, kept, organisationId) : faultOf(brokenAt);
    verified.push({ organisationId, entries, sealed, seals: count, fault });
  }
  return verified;
}

async function madeAnew(
  verifier: AuditVerifier,
  kept: readonly KeptHead[],
  organisationId: string,
): Promise<string | null> {
  for (const head of kept.filter((one) => one.organisationId === organisationId))
    if (!(await verifier.holds(SYSTEM, head))) return `seal ${head.number} is not the one that was kept`;
  return null;
}

const FAULTS = {
  'seal-missing': 'is missing',
  'seal-changed': 'was changed',
  'entries-changed': 'does not fit its entries',
} as const;

type Break = NonNullable<Awaited<ReturnType<AuditVerifier['verify']>>['brokenAt']>;

function faultOf({ seal, reason, after, sealedAt }: Break): string {
  const from = after === null ? '' : `, after ${after.toString()}`;
  const to = sealedAt === null ? '' : `, up to ${sealedAt.toString()}`;
  return `seal ${seal} ${FAULTS[reason]}${from}${to}`;
}
