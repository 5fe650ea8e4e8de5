import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Assurance } from '#libs/contracts';
import { Actor, AssuranceTooLow, type Caller, isAtLeast, mayAnywhere, NotAllowed, NotSignedIn } from '#libs/identity';
import { PublicUrl } from '#libs/platform';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { ACCESS, type AccessRule } from './access.decorator.js';
import { CallerReader } from './caller-reader.js';
import { MIN_ASSURANCE } from './min-assurance.decorator.js';
import { returnPageOf } from './return-page.js';

/** Finds out who calls, and turns away whom the route is not for. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerReader,
    private readonly publicUrl: PublicUrl,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS, context.getHandler());
    if (rule === undefined) throw new Error(`${context.getHandler().name} does not say who may call it`);
    if (rule === 'public') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    request.caller = await this.callers.read(request, http.getResponse<ApiReply>());
    admit(request.caller, rule);
    this.assure(context, request);
    return true;
  }

  /** A machine has no assurance: it can not stand for a person who must be sure. */
  private assure(context: ExecutionContext, { caller, headers }: ApiRequest): void {
    const wanted = this.reflector.get<Assurance | undefined>(MIN_ASSURANCE, context.getHandler());
    if (wanted === undefined) return;
    if (!caller) throw new NotSignedIn();
    if (!(caller instanceof Actor)) throw new NotAllowed('Only a person may do this');
    if (!isAtLeast(caller.session.assurance, wanted))
      throw new AssuranceTooLow(wanted, returnPageOf(headers, this.publicUrl));
  }
}

function admit(caller: Caller | null, rule: AccessRule): void {
  if (rule === 'public' || rule === 'anyone') return;
  if (caller === null) throw new NotSignedIn();
  if (rule === 'person') {
    if (!(caller instanceof Actor)) throw new NotAllowed('Only a person may do this');
  } else if (!mayAnywhere(caller, rule)) throw new NotAllowed();
}
