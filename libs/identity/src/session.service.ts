import { Injectable } from '@nestjs/common';
import type { Assurance, MySessions } from '#libs/contracts';
import { Clock, type Temporal } from '#libs/kernel';
import { OutboxRepository, SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import type { Actor } from './actor.js';
import { AuditTrail } from './audit/audit-trail.js';
import { assuranceOf } from './domain/assurance.js';
import { ABSOLUTE, FORMER_TOKEN, isDue, isLive } from './domain/session-lifetime.js';
import { SessionNotFound } from './identity-errors.js';
import { type EndedSession, SessionRepository, type StoredSession } from './persistence/session.repository.js';
import { isStaff } from './policy.js';
import { RecentlyRead } from './recently-read.js';
import { hashOf, newSecret } from './secret.js';

/** How the person came in, as far as it is kept. */
export interface Arrival {
  readonly authenticatedAt?: Temporal.Instant | null;
  /** A short description of the browser */
  readonly client?: string | null;
  /** Where the deployment has its own names for levels */
  readonly assurance?: Assurance;
  /** The `sid` of the identity provider */
  readonly providerSession?: string | null;
}

/** One session of the provider, or all of a person it knows. */
export interface ProviderSessions {
  readonly issuer: string;
  readonly sid: string | null;
  readonly subject: string | null;
}

export interface ResumedSession {
  readonly actor: Actor;
  /** For the browser to use from now on in place of the one it showed; null: keep that */
  readonly newToken: string | null;
}

export type EndReason =
  'signed-out' | 'ended-by-person' | 'replaced' | 'ended-by-provider' | 'person-erased' | 'deprovisioned';

/** Opaque sessions: the browser holds 256 random bits, the database their SHA-256. */
@Injectable()
export class SessionService {
  /** What changes is told by the outbox, to this process and to every other. */
  private readonly recent: RecentlyRead<StoredSession>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly outbox: OutboxRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {
    this.recent = new RecentlyRead(clock, ({ actor }) => actor.personId);
  }

  /** @returns the token, which is known to nobody but the caller */
  async open(personId: string, acr: string | null, arrival: Arrival = {}): Promise<string> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.openIn(tx, personId, acr, arrival));
  }

  /** The same in a transaction of the caller. */
  async openIn(tx: Tx, personId: string, acr: string | null, arrival: Arrival): Promise<string> {
    const token = newSecret();
    const now = this.clock.now();
    await this.sessions.insert(tx, {
      tokenHash: hashOf(token),
      personId,
      acr,
      assurance: arrival.assurance ?? assuranceOf(acr),
      authenticatedAt: arrival.authenticatedAt ?? null,
      client: arrival.client ?? null,
      providerSession: arrival.providerSession ?? null,
      createdAt: now,
      expiresAt: now.add(ABSOLUTE),
    });
    return token;
  }

  /** Whose session this is; null when it is unknown, ended, too old or was idle too long. */
  async actorOf(token: string): Promise<Actor | null> {
    return (await this.live(hashOf(token)))?.actor ?? null;
  }

  /** The same for a browser that can take a new token, which it must when the person's rights have changed. */
  async resume(token: string): Promise<ResumedSession | null> {
    const hash = hashOf(token);
    const session = await this.live(hash);
    if (session === undefined) return null;
    return { actor: session.actor, newToken: session.renewalDue ? await this.renew(hash) : null };
  }

  /**
   * To be called in the transaction that grants, changes or revokes a membership: each live session of the person gets another token when
   * it is used next, and no process goes on with the rights it remembers.
   */
  async privilegesChanged(tx: Tx, personId: string): Promise<void> {
    await this.sessions.demandRenewal(tx, personId);
    await this.tell(tx, personId);
  }

  /** Ends all sessions of a person, as their own act, in the transaction of what makes it necessary. It takes the power of the product itself or of the person. */
  async endAll(tx: Tx, personId: string, reason: EndReason): Promise<void> {
    await this.ended(tx, await this.sessions.deleteOthers(tx, personId, null), reason);
  }

  /** The live sessions of the person, the one used last first. */
  async list({ personId, context, memberships, session }: Actor): Promise<MySessions> {
    const now = this.clock.now();
    const listed = await this.unitOfWork.run(context, (tx) => this.sessions.list(tx, personId));
    const live = listed.filter((each) => isLive(each, isStaff(memberships), now));
    return {
      items: live.map(({ id, assurance, client, createdAt, lastSeenAt, expiresAt }) => ({
        id,
        current: id === session.sessionId,
        createdAt: createdAt.toString(),
        lastSeenAt: lastSeenAt.toString(),
        expiresAt: expiresAt.toString(),
        client,
        assurance,
      })),
    };
  }

  /** @throws SessionNotFound for one that ended or is somebody else's */
  async end({ personId, context }: Actor, sessionId: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const ended = await this.sessions.delete(tx, personId, sessionId);
      if (ended.length === 0) throw new SessionNotFound();
      await this.ended(tx, ended, 'ended-by-person');
    });
    this.recent.forgetOwner(personId);
  }

  /** Ends all sessions of the person but the one that asks. */
  async endOthers({ personId, context, session }: Actor): Promise<void> {
    await this.unitOfWork.run(context, async (tx) =>
      this.ended(tx, await this.sessions.deleteOthers(tx, personId, session.sessionId), 'ended-by-person'),
    );
    this.recent.forgetOwner(personId);
  }

  /** Ends what the identity provider says is over, in the transaction that uses up its word. */
  async endOfProvider(tx: Tx, { issuer, sid, subject }: ProviderSessions): Promise<void> {
    await this.ended(tx, await this.sessions.deleteOfProvider(tx, issuer, sid, subject), 'ended-by-provider');
  }

  /** Ends the session that a browser shows, if there is one. */
  async close(token: string, reason: EndReason = 'signed-out'): Promise<void> {
    const hash = hashOf(token);
    const actor = await this.actorOf(token);
    const context = actor?.context ?? SYSTEM;
    await this.unitOfWork.run(context, async (tx) =>
      this.ended(tx, await this.sessions.deleteByToken(tx, hash), reason),
    );
    this.recent.forget(hash);
    if (actor !== null) this.recent.forgetOwner(actor.personId);
  }

  /** For who is told that something about this person changed. */
  forgetPerson(personId: string): void {
    this.recent.forgetOwner(personId);
  }

  private async ended(tx: Tx, sessions: readonly EndedSession[], reason: EndReason): Promise<void> {
    for (const { id, personId } of sessions) {
      const object = `session/${id}`;
      await this.audit.done(tx, {
        action: 'session.ended',
        organisationId: null,
        subjectId: personId,
        object,
        detail: { reason },
      });
    }
    for (const personId of new Set(sessions.map((session) => session.personId))) await this.tell(tx, personId);
  }

  private tell(tx: Tx, personId: string): Promise<void> {
    return this.outbox.append(tx, 'session', null, { personId });
  }

  private async live(hash: Buffer): Promise<StoredSession | undefined> {
    const session = await this.recent.get(hash, () => this.load(hash));
    if (session === undefined) return undefined;
    return isLive(session, isStaff(session.actor.memberships), this.clock.now()) ? session : undefined;
  }

  private load(hash: Buffer): Promise<StoredSession | undefined> {
    const now = this.clock.now();
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const session = await this.sessions.find(tx, hash, now);
      if (session === undefined || !isLive(session, isStaff(session.actor.memberships), now)) return undefined;
      if (!isDue(session, now)) return session;
      await this.sessions.seen(tx, session.actor.session.sessionId!, now);
      return { ...session, lastSeenAt: now };
    });
  }

  /** @returns the new token; null when a request of the same browser got it a moment ago */
  private async renew(hash: Buffer): Promise<string | null> {
    const token = newSecret();
    const until = this.clock.now().add(FORMER_TOKEN);
    const renewed = await this.unitOfWork.run(SYSTEM, (tx) => this.sessions.renew(tx, hash, hashOf(token), until));
    this.recent.forget(hash);
    return renewed ? token : null;
  }
}
