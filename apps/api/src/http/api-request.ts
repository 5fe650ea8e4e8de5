import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#libs/identity';

export interface ApiRequest extends FastifyRequest {
  /** Set by the actor guard */
  caller?: Caller | null;
}

export type ApiReply = FastifyReply;
