import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Actor, type RefusedAttempt, RefusalTrail, SessionService } from '#libs/identity';
import { type ActorContext, ANONYMOUS } from '#libs/platform';
import { SessionCookie } from '../auth/session-cookie.js';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { rateClassOf } from '../rate-limit/rate-limits.js';
import { isTold } from './is-told.js';
import { networkOf } from './network-of.js';
import { RefusalQuota, type Teller } from './refusal-quota.js';

const A_MINUTE_MS = 60_000;
/** Entries that may wait for the database; it writes hundreds a second */
const MOST_WAITING = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Refuser extends Teller {
  readonly context: ActorContext;
  readonly address: string;
}

/** Tells the audit of the refusals that matter: after the answer, within bounds, and never what a credential was. */
@Injectable()
export class RefusalAudit implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RefusalAudit.name);
  private readonly quota = new RefusalQuota<Refuser>();
  private readonly slowedDown = new Set<string>();
  private written: Promise<void> = Promise.resolve();
  private waiting = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly trail: RefusalTrail,
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tellCounts(), A_MINUTE_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.tellCounts();
    await this.settled();
  }

  /** To be called once the request is answered. */
  note(request: ApiRequest, reply: ApiReply): void {
    const { method, caller } = request;
    const { statusCode: status } = reply;
    const { code = 'refused', unknownMembers = false } = request.refusal ?? {};
    const route = request.routeOptions.url;
    const token = this.cookie.read(request);
    const credentials = token !== undefined || request.headers.authorization !== undefined;
    const known = caller !== undefined && caller !== null;
    if (status < 400 || !isTold({ status, code, method, route, known, credentials, unknownMembers })) return;
    const refuser = refuserOf(request);
    if (status === 429 && !this.isFirst(`${refuser.key} ${rateClassOf(method, route)}`)) return;
    if (!this.quota.admit(refuser)) return;
    const detail = { code, status, method, route: route ?? 'none', address: refuser.address };
    const unread = caller === undefined ? token : undefined;
    this.write(async () => {
      const actor = unread === undefined ? null : await this.sessions.actorOf(unread);
      await this.trail.refused(actor?.context ?? refuser.context, {
        ...scopeOf(request),
        action: 'request.refused',
        detail,
      });
    });
  }

  /** Resolves when all that was noted is written. */
  settled(): Promise<void> {
    return this.written;
  }

  /** What was counted in the last minute, a number each. */
  tellCounts(): void {
    this.slowedDown.clear();
    for (const { teller, times } of this.quota.drain()) {
      const detail = { times, address: teller?.address ?? 'many' };
      this.write(() => this.trail.refused(teller?.context ?? ANONYMOUS, { action: 'request.flooded', detail }));
    }
  }

  private isFirst(key: string): boolean {
    if (this.slowedDown.has(key)) return false;
    if (this.slowedDown.size < MOST_WAITING) this.slowedDown.add(key);
    return true;
  }

  /** One after the other: a flood takes one connection of the pool and not all. */
  private write(entry: () => Promise<void>): void {
    if (this.waiting >= MOST_WAITING) return this.quota.dropped();
    this.waiting++;
    this.written = this.written
      .then(entry)
      .catch((error: unknown) => this.logger.warn(`A refusal could not be told to the audit: ${String(error)}`))
      .finally(() => void this.waiting--);
  }
}

function refuserOf({ caller, ip }: ApiRequest): Refuser {
  const address = networkOf(ip);
  if (caller === undefined || caller === null) return { key: address, known: false, context: ANONYMOUS, address };
  const id = caller instanceof Actor ? caller.personId : caller.id;
  return { key: id, known: true, context: caller.context, address };
}

/** The ids that the address named, if they can be ids at all. */
function scopeOf({ params }: ApiRequest): Pick<RefusedAttempt, 'organisationId' | 'hubId'> {
  const { organisationId, hubId } = (params ?? {}) as Readonly<Record<string, string | undefined>>;
  const orNothing = (id: string | undefined): string | undefined => (UUID.test(id ?? '') ? id : undefined);
  return { organisationId: orNothing(organisationId), hubId: orNothing(hubId) };
}
