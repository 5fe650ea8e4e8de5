import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Assurance, SignInChoice } from '#libs/contracts';
import { Clock, Temporal } from '#libs/kernel';
import { ANONYMOUS, onBehalfOf, SYSTEM, UnitOfWork } from '#libs/platform';
import { AuditTrail } from './audit/audit-trail.js';
import { DemoMembershipRepository } from './demo/demo-membership.repository.js';
import { assuranceOf, isAtLeast } from './domain/assurance.js';
import { describeClient } from './domain/client-description.js';
import { isReturnPath } from './domain/return-path.js';
import { OutsideRoles } from './groups/outside-roles.service.js';
import {
  AssuranceTooLow,
  ReturnPathRefused,
  SignInExpired,
  type SignInFault,
  SignInRefused,
} from './identity-errors.js';
import { ProviderSettingsReader } from './oidc/provider-settings.js';
import { type Claims, RelyingParty } from './oidc/relying-party.js';
import { DEMO_ISSUER } from './oidc/issuer.js';
import { PersonContactRepository } from './persistence/person-contact.repository.js';
import { PersonRepository } from './persistence/person.repository.js';
import { type SignInAttempt, SignInAttemptRepository } from './persistence/sign-in-attempt.repository.js';
import { hashOf } from './secret.js';
import { SessionService } from './session.service.js';

const PATIENCE = Temporal.Duration.from({ minutes: 10 });
const LONGEST_NAME = 200;
const LATEST_S = 253_402_300_799;

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
  readonly userAgent: string | undefined;
}

/** The way to the identity provider and back. Whatever goes wrong on it is told to the audit, by a reason and without what was shown. */
@Injectable()
export class SignInService {
  constructor(
    private readonly relyingParty: RelyingParty,
    private readonly settings: ProviderSettingsReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttemptRepository,
    private readonly people: PersonRepository,
    private readonly contacts: PersonContactRepository,
    private readonly demoMemberships: DemoMembershipRepository,
    private readonly outsideRoles: OutsideRoles,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param assurance what the page that is returned to asks for
   * @param choice how the person wants to identify themselves; one that is not configured counts for nothing
   * @throws ReturnPathRefused, SignInNotConfigured, IdentityProviderUnavailable
   */
  async begin(returnTo: string, assurance: Assurance = 'none', choice?: SignInChoice): Promise<BegunSignIn> {
    if (!isReturnPath(returnTo)) return this.tellingRefusals(() => Promise.reject(new ReturnPathRefused()));
    const { state, nonce, codeVerifier, location } = await this.relyingParty.challenge(assurance, choice);
    const now = this.clock.now();
    await this.unitOfWork.run(SYSTEM, (tx) =>
      this.attempts.insert(tx, hashOf(state), { nonce, codeVerifier, returnTo, assurance }, now),
    );
    return { location, state };
  }

  /**
   * Ends the sign-in with a new session; the browser's former one ends.
   * @throws SignInExpired unless this browser began it, less than ten minutes ago, and it was not used before
   * @throws SignInRefused, IdentityProviderUnavailable
   * @throws AssuranceTooLow when the page asked for more than the provider gave
   */
  finish(answer: SignInAnswer): Promise<FinishedSignIn> {
    return this.tellingRefusals(async () => {
      const { search, keptState, formerToken, userAgent } = answer;
      const attempt = await this.take(new URLSearchParams(search).get('state'), keptState);
      const claims = await this.relyingParty.claims(search, { ...attempt, state: keptState! });
      const assurance = assuranceOf(text(claims.acr) ?? null, this.settings.read().acrMap);
      if (!isAtLeast(assurance, attempt.assurance)) throw new AssuranceTooLow(attempt.assurance, attempt.returnTo);
      const personId = await this.recognise(claims);
      const token = await this.open(personId, claims, assurance, userAgent);
      if (formerToken !== undefined) await this.sessions.close(formerToken, 'replaced');
      return { token, returnTo: attempt.returnTo };
    });
  }

  /**
   * Ends the session here.
   * @returns where the browser ends it at the identity provider, if that offers it
   */
  async signOut(token: string): Promise<string | undefined> {
    await this.sessions.close(token, 'signed-out');
    return this.relyingParty.endSessionLocation();
  }

  private async take(state: string | null, keptState: string | undefined): Promise<SignInAttempt> {
    if (state === null || keptState === undefined) throw new SignInExpired('no-state');
    if (state !== keptState) throw new SignInExpired('state-of-another-browser');
    const attempt = await this.unitOfWork.run(SYSTEM, (tx) => this.attempts.take(tx, hashOf(state)));
    if (attempt === undefined) throw new SignInExpired('attempt-unknown-or-used');
    const since = this.clock.now().subtract(PATIENCE);
    if (Temporal.Instant.compare(attempt.createdAt, since) <= 0) throw new SignInExpired('attempt-expired');
    return attempt;
  }

  private recognise(claims: Claims): Promise<string> {
    const demo = this.settings.isDemo;
    const identity = { issuer: demo ? DEMO_ISSUER : claims.iss, subject: claims.sub, displayName: nameOf(claims) };
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const personId = await this.people.recognise(tx, identity);
      const email = verifiedEmailOf(claims);
      if (email !== undefined) await this.contacts.tellByIssuer(tx, personId, email);
      if (demo) {
        const memberships = await this.demoMemberships.of(tx, text(claims.quindici_role));
        await this.outsideRoles.replace(tx, personId, 'demo', memberships);
      } else await this.outsideRoles.followGroups(tx, personId, claims);
      return personId;
    });
  }

  private open(personId: string, claims: Claims, assurance: Assurance, userAgent: string | undefined): Promise<string> {
    const acr = text(claims.acr) ?? null;
    const arrival = {
      assurance,
      authenticatedAt: instantOf(claims.auth_time),
      client: describeClient(userAgent),
      providerSession: text(claims.sid) ?? null,
    };
    const person = onBehalfOf({ ...SYSTEM, principal: { kind: 'person', id: personId } });
    return this.unitOfWork.run(person, async (tx) => {
      const token = await this.sessions.openIn(tx, personId, acr, arrival);
      const fact = { action: 'sign-in.done', organisationId: null, subjectId: personId, detail: { assurance } };
      await this.audit.done(tx, fact);
      return token;
    });
  }

  private async tellingRefusals<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const reason = faultOf(error);
      if (reason !== undefined)
        await this.unitOfWork.run(ANONYMOUS, (tx) =>
          this.audit.done(tx, { action: 'sign-in.refused', organisationId: null, detail: { reason } }),
        );
      throw error;
    }
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Seconds of the epoch; anything else is no time. */
const instantOf = (seconds: unknown): Temporal.Instant | null =>
  typeof seconds === 'number' && seconds >= 0 && seconds <= LATEST_S
    ? Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds * 1000))
    : null;

function faultOf(error: unknown): SignInFault | undefined {
  const told =
    error instanceof SignInExpired ||
    error instanceof SignInRefused ||
    error instanceof ReturnPathRefused ||
    error instanceof AssuranceTooLow;
  return told ? error.fault : undefined;
}

function nameOf(claims: Claims): string {
  const parts = [text(claims.given_name), text(claims.family_name)].filter((part) => part !== undefined).join(' ');
  const name = text(claims.name) ?? text(parts) ?? text(claims.preferred_username) ?? claims.sub;
  return name.slice(0, LONGEST_NAME);
}

/** The provider says so, or we write to nobody there. */
function verifiedEmailOf(claims: Claims): string | undefined {
  const email = text(claims.email);
  const usable = claims.email_verified === true && email !== undefined && z.email().max(254).safeParse(email).success;
  return usable ? email : undefined;
}
