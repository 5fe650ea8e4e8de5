import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { ENVIRONMENT, type Environment, SYSTEM, UnitOfWork } from '#libs/platform';
import { DemoMembershipRepository } from './demo/demo-membership.repository.js';
import { SignInExpired } from './identity-errors.js';
import { type Claims, RelyingParty } from './oidc/relying-party.js';
import { PersonRepository } from './persistence/person.repository.js';
import { type SignInAttempt, SignInAttemptRepository } from './persistence/sign-in-attempt.repository.js';
import { SessionService } from './session.service.js';

const PATIENCE = Temporal.Duration.from({ minutes: 10 });
/** The demo's provider moves with its port; its people stay who they are. */
const DEMO_ISSUER = 'urn:quindici:demo';
const LONGEST_NAME = 200;

export interface BegunSignIn {
  /** Where to send the browser */
  readonly location: string;
  /** To be kept by the browser and shown again at the end */
  readonly state: string;
}

export interface FinishedSignIn {
  readonly token: string;
  readonly returnTo: string;
}

/** What comes back to the callback, and what the browser brings along. */
export interface SignInAnswer {
  readonly search: string;
  readonly keptState: string | undefined;
  readonly formerToken: string | undefined;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly relyingParty: RelyingParty,
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttemptRepository,
    private readonly people: PersonRepository,
    private readonly demoMemberships: DemoMembershipRepository,
    private readonly sessions: SessionService,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async begin(returnTo: string): Promise<BegunSignIn> {
    const { state, nonce, codeVerifier, location } = await this.relyingParty.challenge();
    const now = this.clock.now();
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      await this.attempts.deleteOlder(tx, now.subtract(PATIENCE));
      await this.attempts.insert(tx, hashOf(state), { nonce, codeVerifier, returnTo }, now);
    });
    return { location, state };
  }

  /**
   * Ends the sign-in with a new session; the browser's former one ends.
   * @throws SignInExpired unless this browser began it, less than ten minutes ago, and it was not used before
   * @throws SignInRefused, IdentityProviderUnavailable
   */
  async finish({ search, keptState, formerToken }: SignInAnswer): Promise<FinishedSignIn> {
    const attempt = await this.take(new URLSearchParams(search).get('state'), keptState);
    const claims = await this.relyingParty.claims(search, { ...attempt, state: keptState! });
    const personId = await this.recognise(claims);
    const token = await this.sessions.open(personId, text(claims.acr) ?? null);
    if (formerToken !== undefined) await this.sessions.close(formerToken);
    return { token, returnTo: attempt.returnTo };
  }

  private async take(state: string | null, keptState: string | undefined): Promise<SignInAttempt> {
    if (state === null || keptState === undefined || state !== keptState) throw new SignInExpired();
    const since = this.clock.now().subtract(PATIENCE);
    const attempt = await this.unitOfWork.run(SYSTEM, (tx) => this.attempts.take(tx, hashOf(state), since));
    if (attempt === undefined) throw new SignInExpired();
    return attempt;
  }

  private recognise(claims: Claims): Promise<string> {
    const demo = this.environment.AUTH_DEMO;
    const identity = { issuer: demo ? DEMO_ISSUER : claims.iss, subject: claims.sub, displayName: nameOf(claims) };
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const personId = await this.people.recognise(tx, identity);
      if (demo) await this.demoMemberships.grant(tx, personId, text(claims.quindici_role));
      return personId;
    });
  }
}

const hashOf = (state: string): Buffer => createHash('sha256').update(state).digest();
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function nameOf(claims: Claims): string {
  const parts = [text(claims.given_name), text(claims.family_name)].filter((part) => part !== undefined).join(' ');
  const name = text(claims.name) ?? text(parts) ?? text(claims.preferred_username) ?? claims.sub;
  return name.slice(0, LONGEST_NAME);
}
