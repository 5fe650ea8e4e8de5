import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Actor, type Caller, mayAnywhere, NotAllowed, NotSignedIn } from '#libs/identity';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ACCESS, type AccessRule } from './access.decorator.js';
import { CallerReader } from './caller-reader.js';

/** Finds out who calls, and turns away whom the route is not for. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS, context.getHandler());
    if (rule === undefined) throw new Error(`${context.getHandler().name} does not say who may call it`);
    if (rule === 'public') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    request.caller = await this.callers.read(request, http.getResponse<ApiReply>());
    admit(request.caller, rule);
    return true;
  }
}

function admit(caller: Caller | null, rule: AccessRule): void {
  if (rule === 'public' || rule === 'anyone') return;
  if (caller === null) throw new NotSignedIn();
  if (rule === 'person') {
    if (!(caller instanceof Actor)) throw new NotAllowed('Only a person may do this');
  } else if (!mayAnywhere(caller, rule)) throw new NotAllowed();
}
