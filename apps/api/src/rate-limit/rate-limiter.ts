import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { Inject, Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Actor, type Caller } from '#libs/identity';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { RATE_LIMITS, type RateLimit, rateClassOf, WINDOW_MS } from './rate-limits.js';
import { TooManyRequests } from './too-many-requests.js';

/** Who is remembered; beyond it those not seen for longest are forgotten, so that a flood of addresses fills no memory. */
const REMEMBERED = 20_000;

type Count = ReturnType<FastifyInstance['createRateLimit']>;

/** Counts requests by address before anything else is done for them, and by person or machine once it is known who asks. */
@Injectable()
export class RateLimiter {
  private readonly factor: number;
  private byAddress: Count | undefined;
  private byCaller: Count | undefined;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'RATE_LIMIT'>) {
    this.factor = environment.RATE_LIMIT;
  }

  async install(app: NestFastifyApplication): Promise<void> {
    if (this.factor === Infinity) return;
    await app.register(rateLimit, { global: false });
    this.byAddress = this.counter(app, 'address', (request) => normalizeIP(request.ip));
    this.byCaller = this.counter(app, 'caller', (request) => idOf(request.caller!));
  }

  /** @throws TooManyRequests */
  async admitAddress(request: ApiRequest, reply: ApiReply): Promise<void> {
    if (this.byAddress !== undefined) await admit(this.byAddress, request, reply);
  }

  /** @throws TooManyRequests */
  async admitCaller(request: ApiRequest, reply: ApiReply): Promise<void> {
    const known = request.caller !== undefined && request.caller !== null;
    if (this.byCaller !== undefined && known) await admit(this.byCaller, request, reply);
  }

  private counter(app: NestFastifyApplication, by: keyof RateLimit, key: (request: ApiRequest) => string): Count {
    const options = {
      cache: REMEMBERED,
      timeWindow: WINDOW_MS,
      keyGenerator: (request: ApiRequest) => `${classOf(request)} ${key(request)}`,
      max: (request: ApiRequest) => Math.max(1, Math.round(RATE_LIMITS[classOf(request)][by] * this.factor)),
    };
    return app.getHttpAdapter().getInstance().createRateLimit(options);
  }
}

async function admit(count: Count, request: ApiRequest, reply: ApiReply): Promise<void> {
  const state = await count(request);
  if (state.isAllowed) return;
  const { max, remaining, ttlInSeconds, isExceeded } = state;
  // Of two limits the nearer is told. On the raw answer, so that event streams carry them too.
  const told = reply.raw.getHeader('RateLimit-Remaining');
  if (told === undefined || remaining <= Number(told)) {
    reply.raw.setHeader('RateLimit-Limit', max);
    reply.raw.setHeader('RateLimit-Remaining', remaining);
    reply.raw.setHeader('RateLimit-Reset', ttlInSeconds);
  }
  if (!isExceeded) return;
  reply.raw.setHeader('Retry-After', ttlInSeconds);
  throw new TooManyRequests();
}

const classOf = (request: ApiRequest): keyof typeof RATE_LIMITS =>
  rateClassOf(request.method, request.routeOptions.url);
const idOf = (caller: Caller): string => (caller instanceof Actor ? caller.personId : caller.id);
