import { Injectable } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import type { Machine } from '../actor.js';
import { AccessTokenRepository, type StoredBearer } from '../persistence/access-token.repository.js';
import { RecentlyRead } from '../recently-read.js';
import { kindOfCredential } from './credential.js';
import { hashOf } from '../secret.js';
import { InvalidToken } from './machine-errors.js';
import { RefusalLog } from './refusal-log.js';

/** How stale `last_used_at` may be: a write per request would cost more than the request. */
const USED_EVERY = Temporal.Duration.from({ minutes: 1 });

/** Whose bearer it is that a request carries. */
@Injectable()
export class BearerService {
  private readonly recent: RecentlyRead<StoredBearer>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: AccessTokenRepository,
    private readonly refusals: RefusalLog,
    private readonly clock: Clock,
  ) {
    this.recent = new RecentlyRead(clock, ({ machine }) => machine.id);
  }

  /** @throws InvalidToken unless we gave the token out, it has not expired and its machine is not revoked */
  async machineOf(token: string): Promise<Machine> {
    const kind = kindOfCredential(token);
    const bearer = kind === 'token' || kind === 'kiosk' ? await this.read(hashOf(token), kind) : undefined;
    if (bearer === undefined) throw new InvalidToken();
    const reason = this.reasonAgainst(bearer);
    if (reason === undefined) return bearer.machine;
    await this.refusals.tell({ action: 'token.refused', reason, machine: bearer.machine });
    throw new InvalidToken();
  }

  /** To be called when something about the machine was taken away. */
  forget(machineId: string): void {
    this.recent.forgetOwner(machineId);
  }

  private read(hash: Buffer, kind: 'token' | 'kiosk'): Promise<StoredBearer | undefined> {
    return this.recent.get(hash, () => this.load(hash, kind));
  }

  private load(hash: Buffer, kind: 'token' | 'kiosk'): Promise<StoredBearer | undefined> {
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
