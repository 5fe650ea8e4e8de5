import { Injectable } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import type { Machine } from '../actor.js';
import { AccessTokenRepository, type StoredBearer } from '../persistence/access-token.repository.js';
import { BearerCache } from './bearer-cache.js';
import { hashOfCredential, kindOfCredential } from './credential.js';
import { InvalidToken } from './machine-errors.js';
import { RefusalLog } from './refusal-log.js';

/** How stale `last_used_at` may be: a write per request would cost more than the request. */
const USED_EVERY = Temporal.Duration.from({ minutes: 1 });

/** Whose bearer it is that a request carries. */
@Injectable()
export class BearerService {
  private readonly cache: BearerCache;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: AccessTokenRepository,
    private readonly refusals: RefusalLog,
    private readonly clock: Clock,
  ) {
    this.cache = new BearerCache(clock);
  }

  /** @throws InvalidToken unless we gave the token out, it has not expired and its machine is not revoked */
  async machineOf(token: string): Promise<Machine> {
    const kind = kindOfCredential(token);
    const bearer =
      kind === 'token' || kind === 'kiosk'
        ? await this.cache.get(hashOfCredential(token).toString('base64'), () => this.load(token, kind))
        : undefined;
    if (bearer === undefined) throw new InvalidToken();
    const reason = this.reasonAgainst(bearer);
    if (reason === undefined) return bearer.machine;
    await this.refusals.tell({ action: 'token.refused', reason, machine: bearer.machine });
    throw new InvalidToken();
  }

  /** To be called when something about the machine was taken away. */
  forget(machineId: string): void {
    this.cache.forget(machineId);
  }

  private load(token: string, kind: 'token' | 'kiosk'): Promise<StoredBearer | undefined> {
    const hash = hashOfCredential(token);
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const bearer = await (kind === 'kiosk' ? this.tokens.findKiosk(tx, hash) : this.tokens.findToken(tx, hash));
      if (bearer !== undefined && this.reasonAgainst(bearer) === undefined && this.isDue(bearer))
        await this.tokens.used(tx, bearer.machine.id, this.clock.now());
      return bearer;
    });
  }

  private reasonAgainst({ revoked, expiresAt }: StoredBearer): 'revoked' | 'expired' | undefined {
    if (revoked) return 'revoked';
    return expiresAt !== null && this.reached(expiresAt) ? 'expired' : undefined;
  }

  private isDue({ lastUsedAt }: StoredBearer): boolean {
    return lastUsedAt === null || this.reached(lastUsedAt.add(USED_EVERY));
  }

  private reached(limit: Temporal.Instant): boolean {
    return Temporal.Instant.compare(this.clock.now(), limit) >= 0;
  }
}
