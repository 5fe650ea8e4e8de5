import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { RateLimiter } from './rate-limiter.js';

/** Comes after the guard that finds out who calls. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(private readonly limiter: RateLimiter) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await this.limiter.admitCaller(http.getRequest<ApiRequest>(), http.getResponse<ApiReply>());
    return true;
  }
}
