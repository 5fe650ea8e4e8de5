import { Injectable } from '@nestjs/common';
import { BearerService, type Caller, SessionService, TwoCredentials } from '#libs/identity';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { bearerOf } from './bearer.js';
import { SessionCookie } from './session-cookie.js';

/** Who calls, by what the request carries. A request that carries nothing costs no look-up. */
@Injectable()
export class CallerReader {
  constructor(
    private readonly sessions: SessionService,
    private readonly bearers: BearerService,
    private readonly cookie: SessionCookie,
  ) {}

  /** @throws InvalidToken, TwoCredentials */
  async read(request: ApiRequest, reply: ApiReply): Promise<Caller | null> {
    const token = this.cookie.read(request);
    const bearer = bearerOf(request);
    if (bearer !== undefined) {
      if (token !== undefined) throw new TwoCredentials();
      return this.bearers.machineOf(bearer);
    }
    const resumed = token === undefined ? null : await this.sessions.resume(token);
    if (resumed !== null && resumed.newToken !== null) this.cookie.renew(reply, resumed.newToken);
    return resumed?.actor ?? null;
  }
}
