import type { Environment } from '#libs/platform';
import { SignInNotConfigured } from '../identity-errors.js';

/** The demo's provider moves with its port; its people stay who they are. */
export const DEMO_ISSUER = 'urn:quindici:demo';

/**
 * Who vouches for the people of this deployment, as their ID tokens name it.
 * @throws SignInNotConfigured
 */
export function issuerOfPeople({ AUTH_DEMO, OIDC_ISSUER }: Pick<Environment, 'AUTH_DEMO' | 'OIDC_ISSUER'>): string {
  if (AUTH_DEMO) return DEMO_ISSUER;
  if (OIDC_ISSUER === undefined) throw new SignInNotConfigured();
  return OIDC_ISSUER;
}
