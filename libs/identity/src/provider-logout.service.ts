import { Injectable } from '@nestjs/common';
import { ANONYMOUS, SYSTEM, UnitOfWork } from '#libs/platform';
import { AuditTrail } from './audit/audit-trail.js';
import { LogoutTokenRefused } from './identity-errors.js';
import { type Logout, LogoutTokens } from './oidc/logout-tokens.js';
import { LogoutTokenRepository } from './persistence/logout-token.repository.js';
import { hashOf } from './secret.js';
import { SessionService } from './session.service.js';

/** Ends sessions because the identity provider says so, from server to server. */
@Injectable()
export class ProviderLogoutService {
  constructor(
    private readonly tokens: LogoutTokens,
    private readonly used: LogoutTokenRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws LogoutTokenRefused, which is told to the audit; SignInNotConfigured, IdentityProviderUnavailable */
  async logOut(token: string): Promise<void> {
    try {
      await this.end(await this.tokens.verify(token));
    } catch (error) {
      if (error instanceof LogoutTokenRefused) await this.refused(error);
      throw error;
    }
  }

  private async end(logout: Logout): Promise<void> {
    const hash = hashOf(logout.tokenId);
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      if (!(await this.used.use(tx, logout.issuer, hash, logout.until))) throw new LogoutTokenRefused('replayed');
      await this.sessions.endOfProvider(tx, logout);
    });
  }

  private async refused({ reason }: LogoutTokenRefused): Promise<void> {
    await this.unitOfWork.run(ANONYMOUS, (tx) =>
      this.audit.done(tx, { action: 'logout-token.refused', organisationId: null, detail: { reason } }),
    );
  }
}
