import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Actor, NotSignedIn, SessionService } from '#libs/identity';
import type { ApiRequest } from '../http/api-request.js';
import { actorNeed } from './actor.decorators.js';
import { SessionCookie } from './session-cookie.js';

/** Finds out who calls, on the routes that ask for it only: nothing else costs a look-up. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const need = actorNeed(context.getHandler());
    if (need === undefined) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    request.actor = await this.resolve(request);
    if (request.actor === null && need === 'required') throw new NotSignedIn();
    return true;
  }

  private async resolve(request: ApiRequest): Promise<Actor | null> {
    const token = this.cookie.read(request);
    return token === undefined ? null : this.sessions.actorOf(token);
  }
}
