import type { INestApplicationContext } from '@nestjs/common';
import { type OperatorGranted, OperatorGrants } from '#libs/identity';
import { type GrantArgs, parseGrant } from './grant-args.js';

/** Gives somebody a role: how a new deployment gets its first administrator. @throws InvalidGrant */
export async function grantRole(services: INestApplicationContext, args: GrantArgs): Promise<OperatorGranted> {
  return services.get(OperatorGrants).grant(parseGrant(args));
}

/** Takes a role away. @throws InvalidGrant */
export async function revokeRole(
  services: INestApplicationContext,
  args: GrantArgs,
): Promise<{ readonly personId: string }> {
  return services.get(OperatorGrants).revoke(parseGrant(args));
}
