import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import type { Actor } from './actor.js';
import { assuranceOf } from './domain/assurance.js';
import { ABSOLUTE, isDue, isLive } from './domain/session-lifetime.js';
import { SessionRepository, type StoredSession } from './persistence/session.repository.js';
import { isStaff } from './policy.js';
import { SessionCache } from './session-cache.js';

const TOKEN_BYTES = 32;

/** Opaque sessions: the browser holds 256 random bits, the database their SHA-256. */
@Injectable()
export class SessionService {
  private readonly cache: SessionCache;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {
    this.cache = new SessionCache(clock);
  }

  /** @returns the token, which is known to nobody but the caller */
  async open(personId: string, acr: string | null): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = this.clock.now();
    const session = {
      tokenHash: hashOf(token),
      personId,
      acr,
      assurance: assuranceOf(acr),
      createdAt: now,
      expiresAt: now.add(ABSOLUTE),
    };
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      await this.sessions.deleteExpired(tx, now);
      await this.sessions.insert(tx, session);
    });
    return token;
  }

  /** Whose session this is; null when it is unknown, ended, too old or was idle too long. */
  async actorOf(token: string): Promise<Actor | null> {
    const hash = hashOf(token);
    const session = await this.cache.get(hash.toString('base64'), () => this.load(hash));
    if (session === undefined) return null;
    return isLive(session, isStaff(session.actor.memberships), this.clock.now()) ? session.actor : null;
  }

  /** Ends the session at once in this process, and within the cache's seconds in every other. */
  async close(token: string): Promise<void> {
    const hash = hashOf(token);
    await this.unitOfWork.run(SYSTEM, (tx) => this.sessions.delete(tx, hash));
    this.cache.forget(hash.toString('base64'));
  }

  private load(hash: Buffer): Promise<StoredSession | undefined> {
    const now = this.clock.now();
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const session = await this.sessions.find(tx, hash);
      if (session === undefined || !isLive(session, isStaff(session.actor.memberships), now)) return undefined;
      if (!isDue(session, now)) return session;
      await this.sessions.seen(tx, hash, now);
      return { ...session, lastSeenAt: now };
    });
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
