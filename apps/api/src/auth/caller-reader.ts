import { Injectable } from '@nestjs/common';
import { type Caller, SessionService } from '#libs/identity';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { SessionCookie } from './session-cookie.js';

/** Who calls, by what the request carries. A request that carries nothing costs no look-up. */
@Injectable()
export class CallerReader {
  constructor(
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
  ) {}

  async read(request: ApiRequest, reply: ApiReply): Promise<Caller | null> {
    const token = this.cookie.read(request);
    const resumed = token === undefined ? null : await this.sessions.resume(token);
    if (resumed !== null && resumed.newToken !== null) this.cookie.renew(reply, resumed.newToken);
    return resumed?.actor ?? null;
  }
}
