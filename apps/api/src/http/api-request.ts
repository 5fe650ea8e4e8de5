import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#libs/identity';

export interface ApiRequest extends FastifyRequest {
  /** Set by the actor guard, on routes that ask for it */
  actor?: Actor | null;
}

export type ApiReply = FastifyReply;
